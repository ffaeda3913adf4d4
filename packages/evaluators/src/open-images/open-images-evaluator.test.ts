import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { HierarchyNode } from '@ecm/core';
import { ClassHierarchy } from '@ecm/core';
import { expect, it } from 'vitest';

import type { OpenImagesJson } from './from-json.js';
import { openImagesFromJson } from './from-json.js';
import type { OpenImagesRecord } from './open-images-evaluator.js';
import { OpenImagesEvaluator } from './open-images-evaluator.js';

const goldens = path.join(import.meta.dirname, '../../../testing/goldens/evaluation');
const text = (name: string): string => readFileSync(path.join(goldens, name), 'utf8');
const load = (name: string): unknown => JSON.parse(text(name));

const expanded = load('openimages/gt_expanded.json') as OpenImagesJson;
const hierarchy = new ClassHierarchy(load('openimages/hierarchy.json') as HierarchyNode);
const detections = load('openimages/detections.json') as OpenImagesRecord[];
const expected = load('openimages/expected.json') as Record<string, Record<string, unknown> & { per_class: Record<string, number> }>;

function check(evaluator: OpenImagesEvaluator, figure: 'AP50' | 'AP50_expand', golden: string, tolerance: number): void {
  const [result] = evaluator.addRecords(detections).finish();
  const { per_class: perClass, AP50, mAP50, mAP } = expected[golden];
  expect(Math.abs(result.summary[figure] - Number(AP50 ?? mAP50 ?? mAP)), `${golden}: mean`).toBeLessThanOrEqual(tolerance);
  for (const [name, value] of Object.entries(perClass)) {
    const category = result.categories.find((candidate) => candidate.name === name)!;
    expect(Math.abs(category.figures[figure] - value), `${golden}: ${name}, found ${category.figures[figure]}`).toBeLessThanOrEqual(
      tolerance,
    );
  }
}

it.each([
  ['unidet_AP50', 'AP50'],
  ['unidet_AP50_expand', 'AP50_expand'],
  ['tf_challenge2019', 'AP50'],
  ['tf_challenge2019_expanded_detections', 'AP50_expand'],
] as const)('equals the reference on %s, from expanded json', (golden, figure) => {
  check(new OpenImagesEvaluator(openImagesFromJson(expanded), { hierarchy }), figure, golden, 1e-9);
});

it.each([
  ['tf_group_of_weight0', 'AP50'],
  ['tf_group_of_weight0_expanded_detections', 'AP50_expand'],
] as const)('equals the reference on %s', (golden, figure) => {
  check(new OpenImagesEvaluator(openImagesFromJson(expanded), { hierarchy, groupOfWeight: 0 }), figure, golden, 1e-9);
});

interface HandCase {
  readonly name: string;
  readonly gt: OpenImagesJson;
  readonly hierarchy: HierarchyNode;
  readonly detections: OpenImagesRecord[];
  readonly expected: {
    readonly AP50: number;
    readonly AP50_expand: number;
    readonly per_class: number[];
    readonly per_class_expand: number[];
  };
}

for (const { name, gt, hierarchy: tree, detections: records, expected: wanted } of load('hand_cases_openimages.json') as HandCase[]) {
  it(`Open Images by hand: ${name}`, () => {
    const evaluator = new OpenImagesEvaluator(openImagesFromJson(gt), { hierarchy: new ClassHierarchy(tree) });
    const [{ summary, categories }] = evaluator.addRecords(records).finish() as [ReturnType<OpenImagesEvaluator['finish']>[0] & object];
    expect(summary['AP50']).toBeCloseTo(wanted.AP50, 9);
    expect(summary['AP50_expand']).toBeCloseTo(wanted.AP50_expand, 9);
    wanted.per_class.forEach((value, i) => {
      expect(categories[i].figures['AP50'] ?? NaN).toBeCloseTo(value, 9);
    });
    wanted.per_class_expand.forEach((value, i) => {
      expect(categories[i].figures['AP50_expand']).toBeCloseTo(value, 9);
    });
  });
}

it('refuses detections of unknown images', () => {
  const evaluator = new OpenImagesEvaluator(openImagesFromJson(expanded));
  expect(() => evaluator.addRecords([{ image_id: 'nowhere', category_id: 1, bbox: [0, 0, 1, 1], score: 1 }])).toThrow(
    'image nowhere is not in',
  );
});
