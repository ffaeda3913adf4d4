import path from 'node:path';

import type { HierarchyNode } from '@ecm/core';
import { ClassHierarchy } from '@ecm/core';
import type { EvaluationOptions, GroundTruthJson, OpenImagesJson, OpenImagesRecord, ResultRecord } from '@ecm/evaluators';
import { createTableEvaluator, groundTruthFromJson, OpenImagesEvaluator, openImagesFromJson } from '@ecm/evaluators';

import type { CaseResult, GoldenHandler } from '../handler.js';
import { compareFigures } from './compare-figures.js';

interface TableCase {
  readonly name: string;
  readonly gt: GroundTruthJson;
  readonly detections: readonly ResultRecord[];
  readonly options?: { readonly md?: number };
  readonly expected: Readonly<Record<string, number>>;
}

type BoundaryCase = Omit<TableCase, 'expected'> & {
  readonly expected: Readonly<Record<'segm' | 'boundary', Readonly<Record<string, number>>>>;
};

interface OpenImagesCase {
  readonly name: string;
  readonly gt: OpenImagesJson;
  readonly hierarchy: HierarchyNode;
  readonly detections: readonly OpenImagesRecord[];
  readonly expected: {
    readonly AP50: number;
    readonly AP50_expand: number;
    readonly per_class: readonly number[];
    readonly per_class_expand: readonly number[];
  };
}

const RUNNERS: Readonly<Record<string, (cases: unknown) => CaseResult[]>> = {
  'hand_cases.json': (cases) => (cases as TableCase[]).map(runLvis),
  'hand_cases_coco.json': (cases) => (cases as TableCase[]).map((hand) => runTable(hand, 'coco', {})),
  'hand_cases_boundary.json': (cases) => (cases as BoundaryCase[]).flatMap(runBoundary),
  'hand_cases_openimages.json': (cases) => (cases as OpenImagesCase[]).flatMap(runOpenImages),
};

/** `hand_cases*.json`: small cases that can be checked on paper. */
export const handCaseHandler: GoldenHandler = {
  matches: (file) => Object.hasOwn(RUNNERS, path.basename(file.path)),
  run: (file) => RUNNERS[path.basename(file.path)](file.read()),
};

function runTable({ name, gt, detections, expected }: TableCase, protocol: string, options: EvaluationOptions): CaseResult {
  const [result] = createTableEvaluator(protocol, groundTruthFromJson(gt), options).addRecords(detections).finish();
  return compareFigures(name, result.summary, expected);
}

/** The goldens name recalls after the usual limit, whatever limit the case has. */
function runLvis(hand: TableCase): CaseResult {
  const maxDetections = hand.options?.md ?? 300;
  const renamed = Object.entries(hand.expected).map(([key, value]): [string, number] => [key.replace(/@.*/, `@${maxDetections}`), value]);
  return runTable({ ...hand, expected: Object.fromEntries(renamed) }, 'lvis', { maxDetections });
}

function runBoundary({ expected, ...hand }: BoundaryCase): CaseResult[] {
  return (['segm', 'boundary'] as const).map((iou) => {
    const name = `${hand.name} ${iou}`;
    return runTable({ ...hand, name, expected: expected[iou] }, 'lvis', { iou: [iou] });
  });
}

function runOpenImages({ name, gt, hierarchy, detections, expected }: OpenImagesCase): CaseResult[] {
  const options = { hierarchy: new ClassHierarchy(hierarchy) };
  const [{ summary, categories }] = new OpenImagesEvaluator(openImagesFromJson(gt), options).addRecords(detections).finish();
  const classes = (key: string): Record<string, number> =>
    Object.fromEntries(categories.map(({ figures }, i): [string, number] => [String(i), figures[key] ?? NaN]));
  return [
    compareFigures(name, summary, { AP50: expected.AP50, AP50_expand: expected.AP50_expand }),
    compareFigures(`${name}, classes`, classes('AP50'), Object.fromEntries(expected.per_class.entries())),
    compareFigures(`${name}, classes expanded`, classes('AP50_expand'), Object.fromEntries(expected.per_class_expand.entries())),
  ];
}
