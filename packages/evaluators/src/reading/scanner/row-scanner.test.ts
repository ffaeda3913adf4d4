import { DataError } from '@ecm/core';
import { expect, it } from 'vitest';

import { ByteRanges } from '../../ground-truth/byte-ranges.js';
import { GroundTruthBuilder } from '../../ground-truth/ground-truth-builder.js';
import { SegmentationNumbers } from '../../masks/segmentation-numbers.js';
import { AnnotationParser } from '../annotation-parser.js';
import { ByteWindow } from '../byte-window.js';
import { ImageParser } from '../image-parser.js';
import { JsonCursor } from '../json-cursor.js';
import type { ElementParser } from '../section-parser.js';

/** @returns how many times a parser is asked until the list of records is read */
function asked(parser: ElementParser, records: readonly string[]): number {
  const text = `${records.join(', ')}]`;
  const window = new ByteWindow(undefined, text.length);
  window.bytes.set(new TextEncoder().encode(text));
  window.filled(text.length);
  const cursor = new JsonCursor(window, 'ground truth');
  let times = 0;
  do {
    parser.parse(cursor);
    times++;
  } while (cursor.more(93));
  return times;
}

const annotations = Array.from(
  { length: 5000 },
  (_, i) =>
    `{"area": ${i}.25, "id": ${i + 1}, "note": "x", "segmentation": [[1.5, 2, 3, ${i}, 5, 6], [1, 2, 3, 4, 5, 6]], "image_id": 7, "bbox": [0, 1, 2, 3], "category_id": 1}`,
);

it('learns from the first annotation and takes all others at once', () => {
  const builder = new GroundTruthBuilder('ground truth', { segmentationRanges: new ByteRanges() });
  expect(asked(new AnnotationParser(builder), annotations)).toBe(2);
  expect(builder.annotations.count).toBe(5000);
  expect(Array.from(builder.annotations.areas.subarray(4998, 5000))).toEqual([4998.25, 4999.25]);
  const start = builder.segmentationRanges?.start(4999) ?? 0;
  const text = annotations.join(', ');
  expect(text.slice(start, start + (builder.segmentationRanges?.length(4999) ?? 0))).toBe('[[1.5, 2, 3, 4999, 5, 6], [1, 2, 3, 4, 5, 6]]');
});

it('takes every number of every polygon', () => {
  const numbers = new SegmentationNumbers();
  expect(asked(new AnnotationParser(new GroundTruthBuilder('ground truth', { segmentationNumbers: numbers })), annotations)).toBe(2);
  expect(numbers.length).toBe(5000 * 12);
  expect(numbers.row(4999).map((list) => Array.from(list))).toEqual([
    [1.5, 2, 3, 4999, 5, 6],
    [1, 2, 3, 4, 5, 6],
  ]);
});

it('reads by rule what is written otherwise, and goes on', () => {
  const odd = '{"id": 6001, "image_id": 7, "category_id": 1, "area": 1, "segmentation": {"size": [1, 1], "counts": [1]}}';
  const builder = new GroundTruthBuilder('ground truth', {});
  expect(asked(new AnnotationParser(builder), [...annotations.slice(0, 10), odd, ...annotations.slice(10)])).toBe(4);
  expect(builder.annotations.count).toBe(5001);
});

it.each(['NaN', '\u0000', 'x', '4]]]'])('refuses %j among the coordinates of polygons whose places are kept', (text) => {
  const odd = annotations[5].replace('3, 5,', `3, ${text},`);
  const builder = new GroundTruthBuilder('ground truth', { segmentationRanges: new ByteRanges() });
  expect(() => asked(new AnnotationParser(builder), [...annotations.slice(0, 10), odd, ...annotations.slice(0, 10)])).toThrow(DataError);
});

it('takes images with their lists', () => {
  const images = Array.from(
    { length: 3000 },
    (_, i) =>
      `{"id": ${i}, "coco_url": "http://x/${i}.jpg", "height": 4, "width": 5, "neg_category_ids": [${i}, ${i + 1}], "not_exhaustive_category_ids": []}`,
  );
  const builder = new GroundTruthBuilder('ground truth', {});
  expect(asked(new ImageParser(builder), images)).toBe(2);
  const order = Int32Array.of(2999);
  expect(Array.from(builder.negative.finish(order, (id) => id).values)).toEqual([2999, 3000]);
  expect(builder.notExhaustive.rows).toBe(3000);
});
