import type { Dataset, HierarchyNode } from '@ecm/core';
import { ClassHierarchy, defineComponent, evaluatorFamily } from '@ecm/core';

import { openImagesFromDataset } from './from-dataset.js';
import { OpenImagesEvaluator } from './open-images-evaluator.js';
import type { OpenImagesEvaluatorConfig } from './open-images-evaluator.schema.js';
import { openImagesEvaluatorSchema } from './open-images-evaluator.schema.js';

export const openImagesEvaluatorComponent = defineComponent<OpenImagesEvaluatorConfig>()({
  family: evaluatorFamily,
  type: 'open-images',
  schema: openImagesEvaluatorSchema,
  services: {},
  create: ({ hierarchy: tree, variant, groupOfWeight }, { given }) => {
    const hierarchy = tree === undefined ? hierarchyOf(given.dataset) : new ClassHierarchy(tree as unknown as HierarchyNode);
    const truth = openImagesFromDataset(given.dataset, hierarchy);
    return new OpenImagesEvaluator(truth, { variant, groupOfWeight, ...(hierarchy === undefined ? {} : { hierarchy }) });
  },
});

function hierarchyOf(dataset: Dataset): ClassHierarchy | undefined {
  const { categories, ancestors } = dataset.statistics();
  const names = categories.map(({ name }) => name);
  return ancestors === undefined ? undefined : ClassHierarchy.fromAncestors(names, ancestors);
}
