import { readFileSync } from 'node:fs';
import path from 'node:path';

import fc from 'fast-check';
import { expect, it } from 'vitest';

import { CocoEvaluator } from '../coco/coco-evaluator.js';
import type { ResultRecord } from '../detections/result-record.js';
import type { TableEvaluator } from '../evaluator/table-evaluator.js';
import type { GroundTruthJson } from '../ground-truth/from-json.js';
import { groundTruthFromJson } from '../ground-truth/from-json.js';
import type { GroundTruthTable } from '../ground-truth/ground-truth-table.js';
import { LvisEvaluator } from '../lvis/lvis-evaluator.js';
import { LvisFixedEvaluator } from '../lvis-fixed/lvis-fixed-evaluator.js';
import { LvisPooledEvaluator } from '../lvis-pooled/lvis-pooled-evaluator.js';
import { compareEvaluators } from './compare-evaluators.js';
import { comparisonLines } from './comparison-lines.js';
import { drawImages } from './image-weights.js';
import { rankEvaluation } from './ranked-evaluation.js';
import { FigureEvaluator } from './resampled-figures.js';

const goldens = path.join(import.meta.dirname, '../../../testing/goldens/evaluation');
const load = (name: string): unknown => JSON.parse(readFileSync(path.join(goldens, name), 'utf8'));
const json = load('edge_gt.json') as GroundTruthJson;
const records = load('edge_detections_bbox.json') as ResultRecord[];
const ids = json.images.map(({ id }) => id).toSorted((a, b) => a - b);
const copies = 1000;

/** The brute-force witness: every image as often as its weight says, copies beside the original, each with objects and detections. */
function duplicated(weights: readonly number[]): { truth: GroundTruthJson; found: ResultRecord[] } {
  const times = new Map(ids.map((id, i) => [id, weights[i]]));
  const idsOf = (image: number): number[] => Array.from({ length: times.get(image)! }, (_, copy) => image * copies + copy);
  const annotations = json.annotations.flatMap((annotation) =>
    idsOf(annotation.image_id).map((image) => ({ ...annotation, image_id: image })),
  );
  return {
    truth: {
      images: json.images.flatMap((image) => idsOf(image.id).map((id) => ({ ...image, id }))),
      categories: json.categories,
      annotations: annotations.map((annotation, i) => ({ ...annotation, id: i + 1 })),
    },
    found: records.flatMap((record) => idsOf(record.image_id).map((image) => ({ ...record, image_id: image }))),
  };
}

function figures(evaluator: TableEvaluator, weights: readonly number[]): Record<string, number> {
  const [{ rankings }] = rankEvaluation(evaluator);
  const rules = evaluator.protocol.rules('bbox');
  const lines = comparisonLines(evaluator.protocol, rules);
  const { frequencies } = evaluator.truth.categories;
  const { values } = new FigureEvaluator(rankings, { ...rules, lines, frequencies }).evaluate(Uint8Array.from(weights));
  return Object.fromEntries(lines.map(({ key }, line) => [key, Number.isNaN(values[line]) ? -1 : values[line]]));
}

const protocols: Record<string, (truth: GroundTruthTable) => TableEvaluator> = {
  lvis: (truth) => new LvisEvaluator(truth),
  'lvis with a limit that binds': (truth) => new LvisEvaluator(truth, { maxDetections: 50 }),
  'lvis without classes': (truth) => new LvisEvaluator(truth, { classAgnostic: true }),
  coco: (truth) => new CocoEvaluator(truth),
};

it.each(Object.entries(protocols))('gives a resample the figures of the duplicated images: %s', (_, create) => {
  const original = groundTruthFromJson(json);
  const evaluator = create(original).addRecords(records);
  const weightOf = fc.oneof(
    { weight: 2, arbitrary: fc.constant(0) },
    { weight: 3, arbitrary: fc.constant(1) },
    fc.integer({ min: 2, max: 5 }),
  );
  fc.assert(
    fc.property(fc.array(weightOf, { minLength: ids.length, maxLength: ids.length }), (weights) => {
      const { truth, found } = duplicated(weights);
      const [{ summary }] = create(groundTruthFromJson(truth)).addRecords(found).finish();
      for (const [key, value] of Object.entries(figures(evaluator, weights))) expect(value, key).toBeCloseTo(summary[key], 12);
    }),
    { numRuns: 15 },
  );
});

it('alternates copies of detections of one image with equal scores, as their order by image says', () => {
  const truth = groundTruthFromJson({
    images: [{ id: 1, height: 100, width: 100 }],
    categories: [{ id: 1 }],
    annotations: [{ id: 1, image_id: 1, category_id: 1, bbox: [0, 0, 10, 10], area: 100 }],
  });
  // Miss, hit on each copy: precision 1/2 at recall 1/2, 2/4 at recall 1. All misses first would give 1/3 and 2/4.
  const evaluator = new CocoEvaluator(truth).addRecords([
    { image_id: 1, category_id: 1, score: 0.5, bbox: [50, 50, 10, 10] },
    { image_id: 1, category_id: 1, score: 0.5, bbox: [0, 0, 10, 10] },
  ]);
  const [{ rankings }] = rankEvaluation(evaluator);
  expect([...rankings.tied]).toEqual([1, 0]);
  expect(figures(evaluator, [2])['AP']).toBeCloseTo(0.5, 12);
});

/** The same boxes with noise in the scores: another detector of about the same quality. */
const noisy = records.map((record, i) => ({ ...record, score: Math.min(1, record.score * (0.8 + 0.4 * ((i * 0.6180339887) % 1))) }));

it('compares two sets of detections over the same drawn images', () => {
  const truth = groundTruthFromJson(json);
  const evaluators = [records, noisy].map((found) => new LvisEvaluator(truth).addRecords(found));
  const [comparison] = compareEvaluators(evaluators[0], evaluators[1], { resamples: 50, seed: 3, perClass: true });
  expect(comparison.figures.map(({ key }) => key)).toEqual(['AP', 'AP50', 'AP75', 'APr', 'APc', 'APf']);
  // By hand from the figures of each resample.
  const weights = new Uint8Array(ids.length);
  const differences = Array.from({ length: 50 }, (_, r) => {
    drawImages(3, r, weights);
    const [a, b] = evaluators.map((evaluator) => figures(evaluator, [...weights])['AP']);
    return b - a;
  }).toSorted((a, b) => a - b);
  const [ap] = comparison.figures;
  const [summaryA, summaryB] = evaluators.map((evaluator) => evaluator.finish()[0].summary['AP']);
  expect(ap.difference).toBeCloseTo(summaryB - summaryA, 12);
  // Place 0.025 · 49 = 1.225 and 0.975 · 49 = 47.775.
  expect(ap.low).toBeCloseTo(differences[1] + 0.225 * (differences[2] - differences[1]), 12);
  expect(ap.high).toBeCloseTo(differences[47] + 0.775 * (differences[48] - differences[47]), 12);
  expect(ap.shareAbove).toBe(differences.filter((difference) => difference > 0).length / 50);
  const [{ categories }] = evaluators[0].finish();
  expect(comparison.categories!.map(({ id }) => id)).toEqual(categories.filter(({ groundTruths }) => groundTruths > 0).map(({ id }) => id));
});

it('finds no difference between equal detections', () => {
  const truth = groundTruthFromJson(json);
  const evaluators = [0, 1].map(() => new LvisFixedEvaluator(truth, { detectionsPerCategory: 12 }).addRecords(records));
  const [{ figures: compared }] = compareEvaluators(evaluators[0], evaluators[1], { resamples: 20 });
  for (const { difference, low, high, shareAbove } of compared) expect([difference, low, high, shareAbove]).toEqual([0, 0, 0, 0.5]);
});

it('draws as many images as there are, each as likely as the others, the same for the same seed', () => {
  const weights = new Uint8Array(500);
  drawImages(1, 0, weights);
  expect(weights.reduce((sum, weight) => sum + weight, 0)).toBe(500);
  // A share of about 1/e is never drawn: 0.368 ± 5 standard deviations (√(n (1/e − 2/e²)) / n = 0.014).
  expect(Math.abs(weights.filter((weight) => weight === 0).length / 500 - Math.exp(-1))).toBeLessThan(0.07);
  const again = new Uint8Array(500);
  drawImages(1, 0, again);
  expect(again).toEqual(weights);
  drawImages(1, 1, again);
  expect(again).not.toEqual(weights);
});

it('refuses what cannot be compared', () => {
  const truth = groundTruthFromJson(json);
  const a = new LvisEvaluator(truth);
  expect(() => compareEvaluators(a, new LvisEvaluator(groundTruthFromJson(json)))).toThrow('Only detections of the same ground truth');
  expect(() => compareEvaluators(a, new CocoEvaluator(truth))).toThrow('under the same protocol');
  expect(() => compareEvaluators(a, new LvisEvaluator(truth), { resamples: 0 })).toThrow('number of resamples must be 1 or more, not 0');
  expect(() => compareEvaluators(a, new LvisEvaluator(truth), { confidence: 95 })).toThrow('between 0 and 1, e.g. 0.95, not 95');
  expect(() => compareEvaluators(new LvisPooledEvaluator(truth), new LvisPooledEvaluator(truth))).toThrow(
    'cannot be compared by resampling',
  );
});
