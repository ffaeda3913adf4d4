import { expect, it } from 'vitest';

import { DetectionSink } from '../../detections/detection-sink.js';
import { groundTruthFromJson } from '../../ground-truth/from-json.js';
import { LvisEvaluator } from '../../lvis/lvis-evaluator.js';
import { ByteWindow } from '../byte-window.js';
import { JsonCursor } from '../json-cursor.js';
import { learnTemplate } from './record-template.js';
import { RESULT_MEMBERS, ResultScanner } from './result-scanner.js';
import { scannerModule } from './scanner-module.js';

const truth = groundTruthFromJson({
  images: [{ id: 7, height: 4, width: 5, neg_category_ids: [2] }],
  categories: [{ id: 1 }, { id: 2 }],
  annotations: [{ id: 1, image_id: 7, category_id: 1, bbox: [0, 0, 2, 2], area: 4 }],
});

/** Learns from the first record of a list and scans from there. @returns how much of the text is taken, and the scores that are kept */
function scan(records: readonly string[], lean = false): { taken: string; scores: number[] } | undefined {
  const text = records.join(', ');
  const window = new ByteWindow();
  window.bytes.set(new TextEncoder().encode(text));
  window.filled(text.length);
  const evaluator = new LvisEvaluator(truth, { iou: ['segm'] });
  const store = evaluator.createStore(lean);
  const cursor = new JsonCursor(window, 'results');
  const template = learnTemplate(window, 0, records[0].length, RESULT_MEMBERS);
  const module = scannerModule();
  if (template === undefined || module === undefined) return undefined;
  const scanner = new ResultScanner(module, template, new DetectionSink(truth, evaluator.federation, store), cursor);
  scanner.readRun(cursor, Infinity);
  store.close();
  return { taken: text.slice(0, cursor.position), scores: store.chunks.flatMap(({ scores, count }) => [...scores.subarray(0, count)]) };
}

const alike = [0.5, 0.25, 0.125].map(
  (score, i) => `{"image_id": 7, "category_id": ${i + 1}, "bbox": [1, 2, 3.5, 4e-1], "score": ${score}}`,
);

it('takes all records that are written alike', () => {
  expect(scan(alike)).toEqual({ taken: alike.join(', '), scores: [0.5, 0.25, 0.125] });
});

it('keeps only what is judged, if that is asked for', () => {
  // Class 1 is on the image, class 2 known to be absent, class 3 not in the file.
  expect(scan(alike, true)).toEqual({ taken: alike.join(', '), scores: [0.5, 0.25] });
});

it('takes more records than fit into its rows', () => {
  const many = Array.from({ length: 10_000 }, (_, i) => `{"category_id":1,"image_id":7,"score":${i},"bbox":[0,0,1,1]}`);
  expect(scan(many)?.scores).toEqual(many.map((_, i) => i));
});

it('takes masks, and members that nobody asks for', () => {
  // Columns of 4 pixels: 1 zero, 2 ones, 17 zeros; written as 1, 2, 17 − 0.
  const records = [1, 2].map(
    (n) =>
      `{"id": ${n}, "name": "n${n}", "image_id":7,"category_id":1,"score":${n},"segmentation":{"counts":"12a0","size":[4,5]},"x":true}`,
  );
  expect(scan(records)).toEqual({ taken: records.join(', '), scores: [1, 2] });
});

it.each([
  ['another order', '{"image_id": 7, "bbox": [1, 2, 3, 4], "category_id": 1, "score": 1}'],
  ['another white space', alike[0].replace(': 7', ':7')],
  ['an image that is not known', alike[0].replace('7', '8')],
  ['an id with a point', alike[0].replace('7', '7.0')],
  ['an id that begins with zeros', alike[0].replace('7', '007')],
  ['a number that begins with zeros', alike[0].replace('0.5', '00.5')],
  ['a text for a number', alike[0].replace('3.5', '"3"')],
  ['one member more', alike[0].replace('}', ', "more": 1}')],
  ['a record that breaks off', alike[0].slice(0, -1)],
])('stops at %s', (_, odd) => {
  expect(scan([...alike, odd, ...alike])?.taken).toBe(alike.join(', '));
});

it.each([
  ['a mask that is too large', '"counts":"12b0"'],
  ['run lengths that break off', '"counts":"12P"'],
  ['an escape', '"counts":"1\\u0032a0"'],
])('stops at %s', (_, counts) => {
  const record = '{"image_id":7,"category_id":1,"score":0.5,"segmentation":{"size":[4,5],"counts":"12a0"}}';
  expect(scan([record, record.replace('"counts":"12a0"', counts)])?.taken).toBe(record);
});

it.each([
  ['lists of unknown members', '{"image_id": 7, "category_id": 1, "score": 1, "bbox": [1, 2, 3, 4], "more": [1]}'],
  ['escaped keys', '{"image_id": 7, "category_id": 1, "\\u0073core": 1, "bbox": [1, 2, 3, 4]}'],
  ['members that occur twice', '{"image_id": 7, "category_id": 1, "score": 1, "score": 2, "bbox": [1, 2, 3, 4]}'],
  ['known members of unknown objects', '{"image_id": 7, "category_id": 1, "score": 1, "more": {"bbox": [1, 2, 3, 4]}}'],
])('learns nothing from records with %s', (_, record) => {
  expect(scan([record])).toBeUndefined();
});

it.each(['-', '1-', '1.', '.5', '01', '1e', '1e+', '1-/.e', '+1', ''])('stops at "%s" where a number is passed over', (text) => {
  const record = '{"image_id":7,"category_id":1,"score":0.5,"bbox":[0,0,1,1],"more":-12345678901234567890.5E-10}';
  expect(scan([record, record.replace(/-\d.*E-10/u, text)])?.taken).toBe(record);
});

it.each(['0', '-0.25', '1e5', '1.5E-300', '0.30000001192092896', '123456789012345678901234567890'])('passes %s over', (text) => {
  const record = '{"image_id":7,"category_id":1,"score":0.5,"bbox":[0,0,1,1],"more":1}';
  expect(scan([record, record.replace(':1}', `:${text}}`)])?.scores).toHaveLength(2);
});

it.each(['\n', '\u0000', '\u001f', '\\n', 'é', '日本', 'sixteen characters and a tab:\t'])(
  'stops at %j in a text that is passed over',
  (text) => {
    const record = '{"image_id":7,"category_id":1,"score":0.5,"bbox":[0,0,1,1],"name":"plain ~ text"}';
    expect(scan([record, record.replace('plain ~ text', text)])?.taken).toBe(record);
  },
);
