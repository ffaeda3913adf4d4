import { expect, it } from 'vitest';

import type { ResultRecord } from '../detections/result-record.js';
import type { GroundTruthJson } from '../ground-truth/from-json.js';
import { groundTruthFromJson } from '../ground-truth/from-json.js';
import { LvisEvaluator } from '../lvis/lvis-evaluator.js';
import type { LvisEvaluatorOptions } from '../lvis/lvis-evaluator.js';
import { LvisFixedEvaluator } from '../lvis-fixed/lvis-fixed-evaluator.js';

const json: GroundTruthJson = {
  images: [
    { id: 1, width: 100, height: 80 },
    { id: 2, width: 100, height: 80, neg_category_ids: [1] },
  ],
  categories: [{ id: 1, name: 'cup', frequency: 'f' }],
  annotations: [{ id: 1, image_id: 1, category_id: 1, bbox: [50, 40, 40, 30], area: 1200 }],
};
const right: ResultRecord = { image_id: 1, category_id: 1, score: 0.9, bbox: [50, 40, 40, 30] };
const wrong: ResultRecord = { image_id: 2, category_id: 1, score: 0.5, bbox: [0, 0, 10, 10] };

function warnings(records: ResultRecord[], truth = json, options: LvisEvaluatorOptions = {}): string[] {
  const [result] = new LvisEvaluator(groundTruthFromJson(truth), options).addRecords(records).finish();
  return result.warnings!.map(({ kind, message }) => `${kind}: ${message}`);
}

it('says nothing about an evaluation in order', () => {
  expect(warnings([right, wrong])).toEqual([]);
});

it('warns of what is missing in the ground truth', () => {
  const categories = [{ id: 1, name: 'cup' }, { id: 2 }];
  expect(warnings([right, wrong], { ...json, categories })).toMatchInlineSnapshot(`
    [
      "classes-without-objects: 1 of 2 classes have no ground truth here; they are left out of all means.",
      "no-frequency-groups: No category of ground truth has a "frequency" (r, c or f), so there are no APr, APc and APf.",
    ]
  `);
});

it('warns of empty results, unknown categories and results that match nothing', () => {
  expect(warnings([])).toEqual(['no-detections: There are no detections, so every AP is 0. Is this the right file?']);
  expect(warnings([right, wrong, { ...wrong, category_id: 7 }])).toEqual([
    'unknown-categories: 1 of 3 detections are of a category that the ground truth does not have; they do not count.',
  ]);
  expect(warnings([wrong])[0]).toMatch(/^no-match: No detection matches an object/);
});

it('warns of corners in place of sizes', () => {
  // Both objects of the image as x1, y1, x2, y2: read as sizes, [50, 40, 90, 70] would end at 140, 110.
  const corners = [
    { ...right, bbox: [50, 40, 90, 70] },
    { ...right, score: 0.3, bbox: [60, 45, 95, 75] },
  ];
  expect(warnings(corners).at(-1)).toBe(
    'corner-boxes: 2 of 2 boxes reach over the border of their image if read as x, y, width, height, but fit as corners x1, y1, x2, y2. ' +
      'Results need [x1, y1, x2 - x1, y2 - y1].',
  );
  // Boxes that reach over the border but cannot be corners, because they are narrower than their place.
  expect(warnings([right, { ...wrong, bbox: [90, 70, 20, 20] }, { ...wrong, score: 0.2, bbox: [90, 70, 20, 30] }])).toEqual([]);
});

it('warns of scores that are all equal, or no probabilities', () => {
  expect(warnings([right, { ...wrong, score: 0.9 }])[0]).toMatch(/^equal-scores: All scores are 0\.9/);
  expect(warnings([{ ...right, score: 12.5 }, wrong])[0]).toBe(
    'score-range: Scores go from 0.5 to 12.5: probabilities lie between 0 and 1. Only their order counts for AP.',
  );
  // A single one would leave the ranking of all others to chance.
  expect(() => warnings([right, wrong, { ...wrong, score: NaN }])).toThrow('detections, result 3: this result lacks a number');
});

it('warns where limits cut detections off, or too few are given', () => {
  expect(warnings([right, wrong, { ...wrong, score: 0.1 }], json, { maxDetections: 1 })).toEqual([
    'limited-images: 1 of 2 images have more than 1 detections; the best 1 of each count.',
  ]);
  const [result] = new LvisFixedEvaluator(groundTruthFromJson(json)).addRecords([right, wrong]).finish();
  expect(result.warnings).toEqual([
    {
      kind: 'few-detections',
      message:
        '1 of 1 classes have fewer than 10,000 detections (cup has 2). AP-fixed compares detectors fairly only if each gives about ' +
        '10,000 of every class.',
    },
  ]);
});

it('warns of annotations of images or categories that are not listed', () => {
  const [annotation] = json.annotations;
  const stray = [
    { ...annotation, id: 901, category_id: 999 },
    { ...annotation, id: 902, image_id: 999 },
  ];
  const count = json.annotations.length + 2;
  expect(warnings([right, wrong], { ...json, annotations: [...json.annotations, ...stray] })[0]).toBe(
    `stray-annotations: 2 of ${count} annotations of ground truth name an image or a category that it does not list; they do not count.`,
  );
});
