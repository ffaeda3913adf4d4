import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { expect, it } from 'vitest';

import type { GroundTruthJson } from './index.js';
import {
  BoundaryCocoEvaluator,
  BoundaryLvisEvaluator,
  CocoEvaluator,
  groundTruthFromJson,
  LvisChallenge2021Evaluator,
  LvisEvaluator,
  LvisFixedEvaluator,
  LvisPooledEvaluator,
} from './index.js';
import type { OverlapKind, ResultRecord, TableEvaluator } from './index.js';

const TOLERANCE = 1e-9;
const kept = path.join(import.meta.dirname, '../../testing/goldens/evaluation');
// Ground truth of real images stays outside the repository.
const shared = path.join(import.meta.dirname, '../../../../shared/goldens/evaluation');

interface Golden {
  readonly iou_type: OverlapKind;
  /** A number for LVIS, a list for COCO. */
  readonly max_dets?: unknown;
  readonly dets_per_cat?: number;
  readonly max_dets_per_cat?: number;
  readonly max_dets_per_im?: number;
  readonly metrics: Record<string, number>;
  readonly per_category?: Record<string, Record<string, number>>;
  readonly precision_iou50_area_all?: Record<string, number[]>;
}

function read(folder: string, name: string): unknown {
  return JSON.parse(readFileSync(path.join(folder, name), 'utf8'));
}

function evaluatorFor(name: string, golden: Golden, json: GroundTruthJson): TableEvaluator {
  const iou = [golden.iou_type];
  const limits = {
    iou,
    detectionsPerCategory: golden.dets_per_cat ?? golden.max_dets_per_cat ?? -1,
    maxDetections: golden.max_dets_per_im ?? -1,
  };
  const own = { iou, ...(golden.max_dets === undefined ? {} : { maxDetections: golden.max_dets as never }) };
  const truth = groundTruthFromJson(json);
  if (name.startsWith('apfixed')) return new LvisFixedEvaluator(truth, limits);
  if (name.startsWith('appool')) return new LvisPooledEvaluator(truth, limits);
  if (golden.max_dets_per_im !== undefined) return new LvisChallenge2021Evaluator(truth, limits);
  if (name.startsWith('boundary_lvis')) return new BoundaryLvisEvaluator(truth, own);
  if (name.startsWith('boundary_coco')) return new BoundaryCocoEvaluator(truth, own);
  if (name.startsWith('coco')) return new CocoEvaluator(truth, own);
  return new LvisEvaluator(truth, { ...own, classAgnostic: name.includes('agnostic'), areaFromBox: name.includes('with_bbox') });
}

/** COCO goldens were made with `iscrowd` set by rule. */
function withCrowds(json: GroundTruthJson, name: string): GroundTruthJson {
  if (!name.includes('coco')) return json;
  const annotations = json.annotations.map((annotation) => ({ ...annotation, iscrowd: name.includes('crowd') && annotation.id % 7 === 0 }));
  return { ...json, annotations };
}

async function withMaskBoxes(records: readonly ResultRecord[]): Promise<ResultRecord[]> {
  const { maskBox, runLengthsFromString } = await import('@ecm/geometry');
  return records.map((record) => {
    const { size, counts } = record.segmentation!;
    const bbox = maskBox({ height: size[0], width: size[1], counts: runLengthsFromString(counts as string) });
    return { ...record, bbox };
  });
}

function close(actual: number | undefined, expected: number, what: string): void {
  const found = actual === undefined || Number.isNaN(actual) ? -1 : actual;
  expect(Math.abs(found - expected), `${what}: expected ${expected}, found ${found}`).toBeLessThanOrEqual(TOLERANCE);
}

async function check(folder: string, file: string, truthFile: string, prefix: string): Promise<void> {
  const golden = read(folder, file) as Golden;
  const name = file.replace(/^expected_(edge_)?/, '');
  const json = withCrowds(read(folder, truthFile) as GroundTruthJson, name);
  let records = read(folder, `${prefix}detections_${golden.iou_type === 'bbox' ? 'bbox' : 'segm'}.json`) as ResultRecord[];
  if (name.includes('with_bbox')) records = await withMaskBoxes(records);
  const [result] = evaluatorFor(name, golden, json).addRecords(records).finish({ curves: true });
  for (const [key, value] of Object.entries(golden.metrics)) close(result.summary[key], value, key);
  for (const [id, figures] of Object.entries(golden.per_category ?? {})) {
    const category = result.categories.find((candidate) => candidate.id === Number(id));
    for (const [key, value] of Object.entries(figures)) close(category?.figures[key], value, `${key} of ${id}`);
  }
  for (const [id, curve] of Object.entries(golden.precision_iou50_area_all ?? {})) {
    const found = result.curves!.find((candidate) => candidate.id === Number(id))!;
    curve.forEach((value, i) => {
      close(found.precision[0][i], value, `precision ${i} of ${id}`);
    });
  }
}

for (const file of readdirSync(kept).filter((name) => name.startsWith('expected_edge_'))) {
  it(`equals the reference on ${file}`, () => check(kept, file, 'edge_gt.json', 'edge_'));
}

const hasShared = existsSync(path.join(shared, 'lvis_val_100.json'));
const real = hasShared ? readdirSync(shared).filter((name) => name.startsWith('expected_') && !name.startsWith('expected_edge_')) : [];
for (const file of real) it(`equals the reference on 100 real images, ${file}`, () => check(shared, file, 'lvis_val_100.json', ''));
it.skipIf(hasShared)('needs lvis_val_100.json beside the repository for the goldens on real images', () => undefined);

interface HandCase {
  readonly name: string;
  readonly gt: GroundTruthJson;
  readonly detections: ResultRecord[];
  readonly options?: { readonly md?: number };
  readonly expected: Record<string, number>;
}

for (const { name, gt, detections, options, expected } of read(kept, 'hand_cases.json') as HandCase[]) {
  it(`LVIS by hand: ${name}`, () => {
    const maxDetections = options?.md ?? 300;
    const [result] = new LvisEvaluator(groundTruthFromJson(gt), { maxDetections }).addRecords(detections).finish();
    for (const [key, value] of Object.entries(expected)) close(result.summary[key.replace('@300', `@${maxDetections}`)], value, key);
  });
}

for (const { name, gt, detections, expected } of read(kept, 'hand_cases_coco.json') as HandCase[]) {
  it(`COCO by hand: ${name}`, () => {
    const [result] = new CocoEvaluator(groundTruthFromJson(gt)).addRecords(detections).finish();
    for (const [key, value] of Object.entries(expected)) close(result.summary[key], value, key);
  });
}

type BoundaryCase = Omit<HandCase, 'expected'> & { readonly expected: Record<'segm' | 'boundary', Record<string, number>> };

for (const { name, gt, detections, expected } of read(kept, 'hand_cases_boundary.json') as BoundaryCase[]) {
  it(`boundary by hand: ${name}`, () => {
    const results = new LvisEvaluator(groundTruthFromJson(gt), { iou: ['segm', 'boundary'] }).addRecords(detections).finish();
    for (const result of results) {
      for (const [key, value] of Object.entries(expected[result.iou as 'segm'])) close(result.summary[key], value, key);
    }
  });
}
