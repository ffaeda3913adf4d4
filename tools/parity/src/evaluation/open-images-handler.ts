import path from 'node:path';

import type { EvaluationResult } from '@ecm/core';
import { evaluateOpenImages } from '@ecm/evaluators/node';

import type { CaseResult, GoldenFile, GoldenHandler } from '../handler.js';
import { compareFigures } from './compare-figures.js';

type Expected = Readonly<Record<string, { readonly per_class: Readonly<Record<string, number>> } & Readonly<Record<string, unknown>>>>;

/** Single precision, as mmdetection computes. */
const SINGLE = 1e-6;

/** `openimages/expected.json`: UniDet, TensorFlow and mmdetection. */
export const openImagesHandler: GoldenHandler = {
  matches: (file) => path.basename(file.path) === 'expected.json' && 'unidet_AP50' in (file.read() as object),
  async *run(file): AsyncGenerator<CaseResult> {
    for (const [name, expected] of Object.entries(file.read() as Expected)) {
      if (!('per_class' in expected)) continue;
      const mmdet = name.startsWith('mmdet');
      const figure = mmdet || name.includes('expand') ? 'AP50_expand' : 'AP50';
      const mean = Object.entries(expected).find(([key]) => key !== 'per_class')?.[1];
      const tolerance = mmdet ? SINGLE : undefined;
      for (const [source, result] of await evaluate(file, name)) {
        const found = Object.fromEntries(
          result.categories.map((category): [string, number] => [category.name, category.figures[figure] ?? NaN]),
        );
        yield compareFigures(`${name} from ${source}`, { mean: result.summary[figure] ?? NaN }, { mean: Number(mean) }, tolerance);
        yield compareFigures(`${name} from ${source}, classes`, found, expected.per_class, tolerance);
      }
    }
  },
};

/** The challenge's figures from raw csv files and from the expanded JSON; mmdetection's from raw csv files alone. */
async function evaluate(file: GoldenFile, name: string): Promise<[source: string, EvaluationResult][]> {
  const sibling = (other: string): string => path.join(path.dirname(file.absolutePath), other);
  const common = { results: [sibling('detections.json')], hierarchy: sibling('hierarchy.json') };
  const raw = { groundTruth: sibling('boxes.csv'), classes: sibling('classes.csv'), imageSizes: sibling('gt_expanded.json') };
  const labels = name.includes('without') ? {} : { imageLabels: sibling('imagelabels.csv') };
  if (name.startsWith('mmdet')) {
    const [result] = await evaluateOpenImages({ ...common, ...raw, ...labels, variant: 'mmdet' });
    return [['csv', result]];
  }
  const groupOfWeight = name.includes('weight0') ? 0 : 1;
  const [fromCsv] = await evaluateOpenImages({ ...common, ...raw, ...labels, groupOfWeight });
  const [fromJson] = await evaluateOpenImages({ ...common, groundTruth: sibling('gt_expanded.json'), groupOfWeight });
  return [
    ['csv', fromCsv],
    ['JSON', fromJson],
  ];
}
