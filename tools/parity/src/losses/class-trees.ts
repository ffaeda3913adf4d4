import { ClassTree, hierarchyEntry } from '@ecm/losses/reference';

import type { Found, GoldenStep } from './golden-step.js';

/** The class tree of a case: from `parent`, or from the ancestors that another case lists. */
export function classTreeOf(first: GoldenStep): ClassTree | undefined {
  const parents = first.param<number[]>('parent');
  if (parents !== undefined) return ClassTree.fromParents(parents);
  const spec = first.param<{ file: string; case: string }>('ancestors');
  if (spec === undefined) return undefined;
  const { ancestors } = first.caseOf(spec.file, spec.case).steps[0].expected;
  return new ClassTree(ancestors.data as number[][]);
}

/** Masks of the equalization loss with hierarchy, and the targets and weights that the goldens list for them. */
export function hierarchyMasks(first: GoldenStep, tree = new ClassTree([])) {
  const rare = first.paramArray('rare') ?? new Float64Array(0);
  const masks = {
    rare: first.param('eql') === false ? new Float64Array(rare.length) : rare,
    tree,
    positiveParents: first.param<boolean>('positive_parents') ?? true,
  };
  const listed = (labels: Int32Array): Found => {
    const entries = Array.from(labels).flatMap((label) => Array.from(rare, (_, column) => hierarchyEntry(masks, label, column)));
    return { targets: entries.map(({ target }) => target), weights: entries.map(({ weight }) => weight) };
  };
  return { ...masks, listed };
}
