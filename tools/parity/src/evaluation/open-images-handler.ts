import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { EvaluationResult, HierarchyNode } from '@ecm/core';
import { ClassHierarchy } from '@ecm/core';
import type { OpenImagesJson, OpenImagesOptions, OpenImagesRecord, OpenImagesTable } from '@ecm/evaluators';
import { OpenImagesEvaluator, openImagesFromCsv, openImagesFromJson } from '@ecm/evaluators';

import type { CaseResult, GoldenFile, GoldenHandler } from '../handler.js';
import { compareFigures } from './compare-figures.js';

type Expected = Readonly<Record<string, { readonly per_class: Readonly<Record<string, number>> } & Readonly<Record<string, unknown>>>>;
type ExpandedJson = Omit<OpenImagesJson, 'images'> & {
  readonly images: readonly (OpenImagesJson['images'][number] & { readonly id: string; readonly width: number; readonly height: number })[];
};

/** Single precision, as mmdetection computes. */
const SINGLE = 1e-6;

/** `openimages/expected.json`: UniDet, TensorFlow and mmdetection. */
export const openImagesHandler: GoldenHandler = {
  matches: (file) => path.basename(file.path) === 'expected.json' && 'unidet_AP50' in (file.read() as object),
  *run(file): Generator<CaseResult> {
    for (const [name, expected] of Object.entries(file.read() as Expected)) {
      if (!('per_class' in expected)) continue;
      const mmdet = name.startsWith('mmdet');
      const figure = mmdet || name.includes('expand') ? 'AP50_expand' : 'AP50';
      const result = evaluate(file, name);
      const found = Object.fromEntries(
        result.categories.map((category): [string, number] => [category.name, category.figures[figure] ?? NaN]),
      );
      const mean = Object.entries(expected).find(([key]) => key !== 'per_class')?.[1];
      const tolerance = mmdet ? SINGLE : undefined;
      yield compareFigures(name, { mean: result.summary[figure] ?? NaN }, { mean: Number(mean) }, tolerance);
      yield compareFigures(`${name}, classes`, found, expected.per_class, tolerance);
    }
  },
};

function evaluate(file: GoldenFile, name: string): EvaluationResult {
  const text = (sibling: string): string => readFileSync(path.join(path.dirname(file.absolutePath), sibling), 'utf8');
  const hierarchy = new ClassHierarchy(JSON.parse(text('hierarchy.json')) as HierarchyNode);
  const expanded = JSON.parse(text('gt_expanded.json')) as ExpandedJson;
  const records = JSON.parse(text('detections.json')) as OpenImagesRecord[];
  if (name.startsWith('mmdet')) {
    const csv = {
      classes: text('classes.csv'),
      boxes: text('boxes.csv'),
      ...(name.includes('without') ? {} : { imageLabels: text('imagelabels.csv') }),
      sizes: new Map(expanded.images.map((image) => [image.id, image])),
    };
    const truth = openImagesFromCsv(csv, { hierarchy, expandLabels: false, onlyImagesWithBoxes: true });
    const judged = new Set(truth.imageIds);
    const kept = records.filter(({ image_id: id }) => judged.has(String(id)));
    return run(truth, { hierarchy, variant: 'mmdet' }, kept);
  }
  return run(openImagesFromJson(expanded), { hierarchy, groupOfWeight: name.includes('weight0') ? 0 : 1 }, records);
}

function run(truth: OpenImagesTable, options: OpenImagesOptions, records: readonly OpenImagesRecord[]): EvaluationResult {
  return new OpenImagesEvaluator(truth, options).addRecords(records).finish()[0];
}
