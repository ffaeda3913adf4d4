import { classGroups, ClassTree, frequentThreshold, generalizedReweighting, rareClasses } from '@ecm/losses/reference';
import { fnv1a, formulaHash, formulaUnits, raggedNumbers } from '@ecm/testing';

import type { CaseStarter } from '../golden-step.js';

interface TreeNode {
  readonly LabelName?: string;
  readonly Subcategory?: readonly TreeNode[];
}

/** Numbers derived from class counts, and the goldens' own formula. */
export const statisticsStarters: Readonly<Record<string, CaseStarter>> = {
  'disalign.weights': () => (step) => ({
    class_weight: generalizedReweighting(step.paramArray('counts') ?? [], step.param<number>('rho')),
  }),
  'bags.groups': () => (step) => {
    const { groupOfClass, sizes } = classGroups(step.paramArray('counts') ?? [], step.param<number[]>('bin_split'));
    return { group_of_class: groupOfClass, group_sizes: sizes };
  },
  'eql.rare': () => (step) => {
    const frequencies = (step.paramArray('counts') ?? new Float64Array(0)).map((count) => count / (step.param<number>('divide_by') ?? 1));
    const rare = rareClasses(frequencies, step.param<number>('lambda') ?? 0);
    return { rare, rare_count: [rare.reduce((sum, value) => sum + value, 0)] };
  },
  'eql_hier.tree': () => (step) => {
    const categories = step.other<readonly { id: number; freebase_id: string }[]>(step.param<string>('categories') ?? '');
    const root = step.other<TreeNode>(step.param<string>('tree') ?? '');
    const labels = new Map(categories.map(({ id, freebase_id: name }) => [name, id - 1]));
    const labelOf = ({ LabelName: name }: TreeNode) => (name === undefined || name === root.LabelName ? undefined : labels.get(name));
    const { ancestors } = ClassTree.fromHierarchy(root, ({ Subcategory: children = [] }) => children, labelOf, categories.length);
    return { ancestors: raggedNumbers(ancestors), ancestor_pairs: [ancestors.flat().length] };
  },
  counts: () => (step) => {
    const counts = step.expected('counts');
    return { counts, sum: [counts.reduce((sum, count) => sum + count, 0)] };
  },
  formula: () => (step) => {
    const name = step.param<string>('name') ?? '';
    const [setSeed, lo, hi] = ['set_seed', 'lo', 'hi'].map((key) => step.param<number>(key) ?? 0);
    const seed = (fnv1a(name) ^ setSeed) >>> 0;
    const index = Array.from(step.array('index').data);
    const unit = index.map(formulaUnits(name, setSeed));
    return {
      fnv1a32: [fnv1a(name)],
      seed: [seed],
      hash: index.map((i) => formulaHash(seed, i)),
      unit,
      value_float32: unit.map((u) => Math.fround(lo + (hi - lo) * u)),
    };
  },
  'eql_hier.rare': () => (step) => {
    const counts = step.paramArray('counts') ?? new Float64Array(0);
    const threshold = frequentThreshold(counts, step.param<number>('freqCategories') ?? 200);
    return { threshold: [threshold], rare_count: [counts.filter((count) => count < threshold).length] };
  },
};
