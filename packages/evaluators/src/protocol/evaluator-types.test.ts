import { expect, it } from 'vitest';

import { groundTruthFromJson } from '../ground-truth/from-json.js';
import { createTableEvaluator, TABLE_PROTOCOLS } from './evaluator-types.js';

const truth = groundTruthFromJson({ images: [], annotations: [], categories: [] });

it('makes an evaluator of every protocol, by its name', () => {
  for (const protocol of TABLE_PROTOCOLS) expect(createTableEvaluator(protocol, truth).name).toBe(protocol);
});

it('refuses options that a protocol does not have, instead of figures that nobody asked for', () => {
  expect(() => createTableEvaluator('coco', truth, { classAgnostic: true })).toThrowErrorMatchingInlineSnapshot(
    `[UserError: The protocol "coco" has no option "classAgnostic"; lvis, boundary-lvis have.]`,
  );
  expect(() => createTableEvaluator('lvis', truth, { detectionsPerCategory: 40 })).toThrowErrorMatchingInlineSnapshot(
    `[UserError: The protocol "lvis" has no option "detectionsPerCategory"; lvis-fixed, lvis-pooled, lvis-challenge-2021 have.]`,
  );
  expect(() => createTableEvaluator('lvis-fixed', truth, { areaFromBox: true })).toThrowErrorMatchingInlineSnapshot(
    `[UserError: The protocol "lvis-fixed" has no option "areaFromBox"; lvis, boundary-lvis, coco, boundary-coco have.]`,
  );
  expect(() => createTableEvaluator('coco', truth, { classAgnostic: false, areaFromBox: true, maxDetections: 7 })).not.toThrow();
});

it('refuses several limits where there is one, and names that it does not know', () => {
  expect(() => createTableEvaluator('lvis', truth, { maxDetections: [1, 10] })).toThrow('one limit on detections per image, but got 2');
  expect(() => createTableEvaluator('toString', truth)).toThrow('There is no protocol "toString"');
});
