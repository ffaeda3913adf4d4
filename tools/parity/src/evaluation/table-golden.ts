import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { DetailedResult, EvaluationOptions, GroundTruthJson, OverlapKind, ResultRecord, TableEvaluator } from '@ecm/evaluators';
import { createTableEvaluator, groundTruthFromJson } from '@ecm/evaluators';
import { evaluateFiles } from '@ecm/evaluators/node';
import { maskBox, runLengthsFromString } from '@ecm/geometry';

import type { GoldenFile } from '../handler.js';

/** Expected figures of an evaluation on the files beside them. */
export interface TableGolden {
  readonly iou_type: OverlapKind;
  readonly max_dets?: number | readonly number[];
  readonly dets_per_cat?: number;
  readonly max_dets_per_cat?: number;
  readonly max_dets_per_im?: number;
  readonly metrics: Readonly<Record<string, number>>;
  readonly per_category?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly precision_iou50_area_all?: Readonly<Record<string, readonly number[]>>;
}

const NAME = /^expected_(edge_)?(.*)\.json$/;

/** @returns whether this is an expected file of LVIS- or COCO-like protocols */
export function isTableGolden(file: GoldenFile): boolean {
  return NAME.test(path.basename(file.path));
}

/** Runs the evaluation that a golden describes: from the files as they are where possible, else with their changes. */
export async function runTableGolden(file: GoldenFile, golden: TableGolden): Promise<DetailedResult> {
  const [, edge = '', name = ''] = NAME.exec(path.basename(file.path)) ?? [];
  const folder = path.dirname(file.absolutePath);
  const groundTruth = path.join(folder, edge === '' ? 'lvis_val_100.json' : 'edge_gt.json');
  const results = path.join(folder, `${edge}detections_${golden.iou_type === 'bbox' ? 'bbox' : 'segm'}.json`);
  const { protocol, options } = settings(name, golden);
  if (!name.includes('coco') && !name.includes('with_bbox')) {
    return first(await evaluateFiles({ ...options, protocol, groundTruth, results: [results], details: { curves: true } }));
  }
  const json = JSON.parse(readFileSync(groundTruth, 'utf8')) as GroundTruthJson;
  const crowds = name.includes('crowd');
  const annotations = json.annotations.map((annotation) => ({ ...annotation, iscrowd: Number(crowds && annotation.id % 7 === 0) }));
  const truth = groundTruthFromJson(name.includes('coco') ? { ...json, annotations } : json);
  const records = JSON.parse(readFileSync(results, 'utf8')) as ResultRecord[];
  const evaluator: TableEvaluator = createTableEvaluator(protocol, truth, options);
  return first(evaluator.addRecords(name.includes('with_bbox') ? records.map(withMaskBox) : records).finish({ curves: true }));
}

function settings(name: string, golden: TableGolden): { protocol: string; options: EvaluationOptions } {
  const iou = [golden.iou_type];
  const perCategory = golden.dets_per_cat ?? golden.max_dets_per_cat;
  if (perCategory !== undefined) {
    const options = { iou, detectionsPerCategory: perCategory, maxDetections: golden.max_dets_per_im ?? -1 };
    if (name.startsWith('apfixed')) return { protocol: 'lvis-fixed', options };
    return { protocol: name.startsWith('appool') ? 'lvis-pooled' : 'lvis-challenge-2021', options };
  }
  const options = { iou, ...(golden.max_dets === undefined ? {} : { maxDetections: golden.max_dets }) };
  if (name.startsWith('boundary_lvis')) return { protocol: 'boundary-lvis', options };
  if (name.startsWith('boundary_coco')) return { protocol: 'boundary-coco', options };
  if (name.startsWith('coco')) return { protocol: 'coco', options };
  return {
    protocol: 'lvis',
    options: { ...options, classAgnostic: name.includes('class_agnostic'), areaFromBox: name.includes('with_bbox') },
  };
}

function withMaskBox(record: ResultRecord): ResultRecord {
  if (record.segmentation === undefined) return record;
  const { size, counts } = record.segmentation;
  const runs = typeof counts === 'string' ? runLengthsFromString(counts) : Uint32Array.from(counts);
  return { ...record, bbox: maskBox({ height: size[0], width: size[1], counts: runs }) };
}

function first(results: readonly DetailedResult[]): DetailedResult {
  if (results.length !== 1) throw new Error(`One overlap gives one result, but there are ${results.length}.`);
  return results[0];
}
