import { readFileSync } from 'node:fs';
import path from 'node:path';

import { expect, it } from 'vitest';

import { CocoEvaluator } from '../coco/coco-evaluator.js';
import type { ResultRecord } from '../detections/result-record.js';
import type { TableEvaluator } from '../evaluator/table-evaluator.js';
import type { GroundTruthJson } from '../ground-truth/from-json.js';
import { groundTruthFromJson } from '../ground-truth/from-json.js';
import { LvisEvaluator } from '../lvis/lvis-evaluator.js';
import type { ErrorBreakdown } from './error-breakdown.js';
import type { ErrorOptions } from './error-collector.js';
import { ErrorCollector } from './error-collector.js';
import { ERROR_KINDS } from './error-kind.js';

function breakdownOf(evaluator: TableEvaluator, options: ErrorOptions = {}): ErrorBreakdown {
  const collectors: ErrorCollector[] = [];
  evaluator.finish({
    observers: [
      (observed) => {
        const collector = new ErrorCollector(observed);
        collectors.push(collector);
        return collector;
      },
    ],
  });
  return collectors[0].breakdown(options);
}

interface Golden {
  readonly ground_truth: GroundTruthJson;
  readonly detections: ResultRecord[];
  readonly expected: {
    readonly ap: number;
    readonly counts: Record<string, number>;
    readonly gains: Record<string, number>;
    readonly false_positives: number;
    readonly false_negatives: number;
  };
}

it('counts and weighs errors as TIDE does', () => {
  const file = path.join(import.meta.dirname, '../../../testing/goldens/evaluation/errors/tide_boxes.json');
  const golden = JSON.parse(readFileSync(file, 'utf8')) as Golden;
  const found = breakdownOf(new CocoEvaluator(groundTruthFromJson(golden.ground_truth)).addRecords(golden.detections));
  const { ap, counts, gains, false_positives: falsePositives, false_negatives: falseNegatives } = golden.expected;
  expect(found.figures['AP50']).toBeCloseTo(ap, 12);
  expect(Object.fromEntries(found.lines.map(({ kind, count }) => [kind, count]))).toEqual(counts);
  for (const { kind, gain } of found.lines) expect(gain['AP50'], kind).toBeCloseTo(gains[kind], 12);
  expect(found.falsePositives.gain['AP50']).toBeCloseTo(falsePositives, 12);
  expect(found.falseNegatives.gain['AP50']).toBeCloseTo(falseNegatives, 12);
});

const box = (x: number, y: number, side = 10) => [x, y, side, side];
const truth: GroundTruthJson = {
  images: [
    { id: 1, width: 200, height: 200, neg_category_ids: [2], not_exhaustive_category_ids: [3] },
    { id: 2, width: 200, height: 200 },
  ],
  categories: [
    { id: 1, name: 'cup', frequency: 'f' },
    { id: 2, name: 'mug', frequency: 'r' },
    { id: 3, name: 'jar' },
  ],
  annotations: [
    { id: 1, image_id: 1, category_id: 1, bbox: box(0, 0), area: 100 },
    { id: 2, image_id: 1, category_id: 1, bbox: box(50, 0), area: 100 },
    { id: 3, image_id: 1, category_id: 3, bbox: box(100, 0), area: 100 },
    { id: 4, image_id: 2, category_id: 1, bbox: box(0, 0), area: 100 },
    { id: 5, image_id: 2, category_id: 2, bbox: box(50, 0), area: 100 },
  ],
};
const record = (image: number, category: number, score: number, bbox: number[]): ResultRecord => ({
  image_id: image,
  category_id: category,
  score,
  bbox,
});

it('tells the kinds apart by hand', () => {
  const found = breakdownOf(
    new LvisEvaluator(groundTruthFromJson(truth)).addRecords([
      record(1, 1, 0.9, box(0, 0)), // right
      record(1, 1, 0.8, box(0, 1)), // duplicate: IoU 9/11 with the cup that is taken
      record(1, 1, 0.7, box(55, 0)), // localisation: IoU 50/150 with the second cup
      record(1, 2, 0.6, box(0, 0)), // classification: a mug where a cup is
      record(1, 2, 0.5, box(55, 0)), // both: IoU 1/3 with a cup
      record(1, 1, 0.4, box(150, 150)), // background
      record(1, 3, 0.3, box(150, 150)), // ignored: jars are not annotated exhaustively here
      record(2, 3, 0.3, box(0, 0)), // not judged: nothing is known about jars on image 2
    ]),
    { workingScore: 0.55 },
  );
  // The jar, the cup and the mug of image 2 are missed; the second cup is what the localisation error points at.
  expect(Object.fromEntries(found.lines.map(({ kind, count }) => [kind, count]))).toEqual({
    classification: 1,
    localisation: 1,
    both: 1,
    duplicate: 1,
    background: 1,
    missed: 3,
  });
  expect(found.falsePositives.count).toBe(5);
  expect(found.falseNegatives.count).toBe(4);
  expect(found.confusions).toEqual([{ trueId: 1, foundId: 2, count: 1 }]);
  // Cups: 1 of 3 found, first, so 34 of 101 recall points have precision 1 (and the eps of the reference); jars and mugs: none.
  expect(found.figures).toEqual({ AP50: expect.closeTo(34 / 101 / 3, 12), AP50r: 0, AP50f: expect.closeTo(34 / 101, 12) });
  const gains = Object.fromEntries(found.lines.map(({ kind, gain }) => [kind, gain['AP50']]));
  // The second cup is found by the third detection: 2/3 at recalls from 0.34 to 0.66, which are 33 points.
  expect(gains['localisation']).toBeCloseTo((33 * (2 / 3)) / 101 / 3, 12);
  // Misplaced, duplicate and background cups come after the only hit: nothing to gain.
  expect(gains['duplicate']).toBeCloseTo(0, 12);
  // Without the missed ones 1 of 2 cups counts (51 points), mugs stay at 0 with their wrong detections, and jars are gone.
  expect(gains['missed']).toBeCloseTo(51 / 101 / 2 - 34 / 101 / 3, 12);
  expect(found.worstImages.map(({ imageId, missed, wrong }) => ({ imageId, missed, wrong }))).toEqual([
    { imageId: 1, missed: 2, wrong: 3 },
    { imageId: 2, missed: 2, wrong: 0 },
  ]);
  const [first] = found.worstImages;
  expect(first.detections.map(({ score, error }) => [score, error])).toEqual([
    [0.9, undefined],
    [0.8, 'duplicate'],
    [0.7, 'localisation'],
    [0.6, 'classification'],
  ]);
  expect(first.objects.map(({ error }) => error)).toEqual([undefined, 'missed', 'missed']);
});

it('finds the score of highest F1', () => {
  const cups = breakdownOf(
    new LvisEvaluator(groundTruthFromJson(truth)).addRecords([
      record(1, 1, 0.9, box(0, 0)),
      record(1, 1, 0.8, box(50, 0)),
      record(1, 1, 0.2, box(150, 150)),
    ]),
  );
  // 2·1/(1 + 5), 2·2/(2 + 5), 2·2/(3 + 5): the second is best.
  expect(cups.workingScore).toBe(0.8);
});

it('copes with nothing found, nothing to find, and refuses evaluations without classes', () => {
  const empty = breakdownOf(new LvisEvaluator(groundTruthFromJson(truth)));
  expect(empty.lines.map(({ count }) => count)).toEqual([0, 0, 0, 0, 0, 5]);
  expect(empty.figures['AP50']).toBe(0);
  const nothing = breakdownOf(new LvisEvaluator(groundTruthFromJson({ ...truth, annotations: [] })));
  expect(nothing.figures['AP50']).toBeNaN();
  expect(ERROR_KINDS).toHaveLength(6);
  expect(() => breakdownOf(new LvisEvaluator(groundTruthFromJson(truth), { classAgnostic: true }))).toThrow(
    'all classes are judged as one',
  );
});
