import { readFileSync } from 'node:fs';
import path from 'node:path';

import fc from 'fast-check';
import { expect, it } from 'vitest';

import { CocoEvaluator } from '../coco/coco-evaluator.js';
import type { ResultRecord } from '../detections/result-record.js';
import type { GroundTruthJson } from '../ground-truth/from-json.js';
import { groundTruthFromJson } from '../ground-truth/from-json.js';
import { LvisEvaluator } from '../lvis/lvis-evaluator.js';
import { LvisFixedEvaluator } from '../lvis-fixed/lvis-fixed-evaluator.js';

const goldens = path.join(import.meta.dirname, '../../../testing/goldens/evaluation');
const load = (name: string): unknown => JSON.parse(readFileSync(path.join(goldens, name), 'utf8'));
const truth = groundTruthFromJson(load('edge_gt.json') as GroundTruthJson);
const records = load('edge_detections_bbox.json') as ResultRecord[];
const images = [...new Set(records.map(({ image_id: id }) => id))];

it('gives the same figures whatever evaluators the images are spread over and in which order those are merged', () => {
  const expected = new LvisEvaluator(truth).addRecords(records).finish();
  const shares = fc.array(fc.nat({ max: 3 }), { minLength: images.length, maxLength: images.length });
  fc.assert(
    fc.property(shares, fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }), (shareOf, order) => {
      const parts = [0, 1, 2, 3].map((share) => {
        const own = new Set(images.filter((_, i) => shareOf[i] === share));
        return new LvisEvaluator(truth).addRecords(records.filter(({ image_id: id }) => own.has(id)));
      });
      const merged = order.reduce((all, part) => all.merge(parts[part]), new LvisEvaluator(truth));
      expect(merged.finish()).toEqual(expected);
    }),
    { numRuns: 20 },
  );
});

it('does not depend on the order of images and of results with different scores', () => {
  const distinct = records.map((record, i) => ({ ...record, score: record.score + i * 1e-9 }));
  const evaluators = [
    () => new LvisEvaluator(truth, { maxDetections: 50 }),
    () => new CocoEvaluator(truth),
    () => new LvisFixedEvaluator(truth, { detectionsPerCategory: 12 }),
  ];
  for (const create of evaluators) {
    const expected = create().addRecords(distinct).finish();
    fc.assert(
      fc.property(fc.shuffledSubarray(distinct, { minLength: distinct.length }), (shuffled) => {
        expect(create().addRecords(shuffled).finish()).toEqual(expected);
      }),
      { numRuns: 5 },
    );
  }
});

it('takes detections as detectors make them: corners and labels, image by image', () => {
  const single = records.map((record) => ({
    ...record,
    score: Math.fround(record.score),
    bbox: record.bbox!.map((value) => Math.round(value)),
  }));
  const expected = new LvisEvaluator(truth).addRecords(single).finish();
  const evaluator = new LvisEvaluator(truth);
  for (const image of images) {
    const own = single.filter(({ image_id: id }) => id === image);
    evaluator.add(image, {
      boxes: Float32Array.from(own.flatMap(({ bbox: [x, y, w, h] }) => [x, y, x + w, y + h])),
      scores: Float32Array.from(own, ({ score }) => score),
      labels: Int32Array.from(own, ({ category_id: id }) => truth.categories.index.indexOf(id)),
    });
  }
  expect(evaluator.finish()).toEqual(expected);
  const columns = new LvisEvaluator(truth).addColumns({
    imageIds: single.map((record) => record.image_id),
    categoryIds: single.map((record) => record.category_id),
    scores: single.map(({ score }) => score),
    boxes: single.flatMap(({ bbox }) => bbox),
  });
  expect(columns.finish()).toEqual(expected);
});

it('tells what every detection was matched to', () => {
  const [result] = new LvisEvaluator(truth).addRecords(records).finish({ matches: true });
  const hits = result.matches!.filter(({ outcome }) => outcome === 'hit');
  expect(hits.length).toBeGreaterThan(0);
  expect(new Set(hits.map(({ annotationId }) => annotationId)).size).toBe(hits.length);
  expect(hits.every(({ annotationId }) => annotationId !== undefined)).toBe(true);
  expect(hits.every(({ overlap = 0 }) => overlap >= 0.5 && overlap < 1 + 1e-9)).toBe(true);
  const objects = result.categories.reduce((sum, { groundTruths }) => sum + groundTruths, 0);
  expect(hits.length + result.missed!.filter(({ ignored }) => !ignored).length).toBe(objects);
});

it('tells the overlap of a match and the object that was missed', () => {
  const json = {
    images: [{ id: 1, height: 100, width: 100 }],
    categories: [{ id: 1 }],
    annotations: [
      { id: 4, image_id: 1, category_id: 1, bbox: [0, 0, 10, 10], area: 100 },
      { id: 5, image_id: 1, category_id: 1, bbox: [50, 50, 10, 10], area: 100 },
    ],
  };
  // 80 of 100 pixels are shared: IoU 0.8; the second box meets nothing.
  const found = [
    { image_id: 1, category_id: 1, score: 0.9, bbox: [0, 0, 10, 8] },
    { image_id: 1, category_id: 1, score: 0.8, bbox: [20, 20, 10, 10] },
  ];
  const [result] = new LvisEvaluator(groundTruthFromJson(json)).addRecords(found).finish({ matches: true });
  expect(result.matches).toEqual([
    { imageId: 1, categoryId: 1, score: 0.9, box: [0, 0, 10, 8], outcome: 'hit', annotationId: 4, overlap: 0.8 },
    { imageId: 1, categoryId: 1, score: 0.8, box: [20, 20, 10, 10], outcome: 'miss' },
  ]);
  expect(result.missed).toEqual([{ imageId: 1, categoryId: 1, annotationId: 5, ignored: false }]);
});

it('gives −1 without detections and ground truth, and 0 with ground truth only', () => {
  const [found] = new LvisEvaluator(truth).finish();
  expect(found.summary['AP']).toBe(0);
  const empty = groundTruthFromJson({ images: [], categories: [{ id: 1 }], annotations: [] });
  const [nothing] = new LvisEvaluator(empty).finish();
  expect(nothing.summary['AP']).toBe(-1);
});

it('explains what is wrong with detections', () => {
  const detection = { boxes: Float32Array.of(0, 0, 1, 1), scores: Float32Array.of(1), labels: Int32Array.of(99) };
  expect(() => new LvisEvaluator(truth).add(images[0], detection)).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: add: labels[0] must be a class index below 13, but is 99.]`,
  );
  expect(() => new LvisEvaluator(truth).add(7, { ...detection, labels: Int32Array.of(0) })).toThrowErrorMatchingInlineSnapshot(
    `[DataError: detections: image 7 is not in the ground truth ground truth. Do the results belong to another split?]`,
  );
  expect(() => new LvisEvaluator(truth, { iou: ['segm'] }).addRecords(records).finish()).toThrowErrorMatchingInlineSnapshot(
    `[DataError: ground truth, detections: there are results without a mask, so segm cannot be evaluated.]`,
  );
  const other = groundTruthFromJson(load('edge_gt.json') as GroundTruthJson);
  expect(() => new LvisEvaluator(truth).merge(new LvisEvaluator(other))).toThrowErrorMatchingInlineSnapshot(
    `[DataError: ground truth: these detections belong to another ground truth than ground truth; read it once for both.]`,
  );
});

it('refuses columns that do not fit one another, scores that are none, and itself', () => {
  const [id] = images;
  const row = { boxes: Float32Array.of(1, 2, 3, 4), scores: Float32Array.of(0.5), labels: Int32Array.of(0) };
  const evaluator = new LvisEvaluator(truth);
  expect(() => evaluator.add(id, { ...row, boxes: Float32Array.of(1, 2, 3) })).toThrow(
    'four numbers for each of 1 scores, but is of length 3',
  );
  expect(() => evaluator.add(id, { ...row, scores: Float32Array.of(NaN) })).toThrow('detections, add: scores[0]: a score is NaN');
  expect(() => evaluator.add(id, { ...row, labels: Float32Array.of(0.5) as unknown as Int32Array })).toThrow('a class index below 13');
  const columns = { imageIds: [id], categoryIds: [1], scores: [0.5], boxes: [1, 2, 3, 4, 5] };
  expect(() => evaluator.addColumns(columns)).toThrow('four numbers for each of 1 scores, but is of length 5');
  expect(() => evaluator.merge(evaluator)).toThrow('cannot be merged with itself');
});
