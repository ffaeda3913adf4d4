import { ClassStatisticsToken, defineComponent } from '@ecm/core';
import { classificationLossFamily } from '@ecm/core/model';

import { frequentThreshold } from '../reference/classification/eql-hierarchy.js';
import { countsOf } from '../statistics/class-counts.js';
import { classTreeOf } from '../statistics/class-tree.js';
import { EqlHierarchyLoss } from './eql-hierarchy-loss.js';
import type { EqlHierarchyLossConfig } from './eql-hierarchy-loss.schema.js';
import { eqlHierarchyLossSchema } from './eql-hierarchy-loss.schema.js';

/** The equalization loss with class hierarchy as a part of classification heads. */
export const eqlHierarchyLossComponent = defineComponent<EqlHierarchyLossConfig>()({
  family: classificationLossFamily,
  type: 'eql-hierarchy',
  schema: eqlHierarchyLossSchema,
  services: { statistics: ClassStatisticsToken },
  create: ({ frequentCategories, equalize, parents, ...options }, { services: { statistics }, given, path }) => {
    const counts = countsOf('images', statistics, given.classes, path);
    const threshold = frequentThreshold(counts, frequentCategories);
    const rare = counts.map((count) => (equalize && count < threshold ? 1 : 0));
    return new EqlHierarchyLoss({ ...options, rare, tree: classTreeOf(parents, statistics, `${path}/parents`) });
  },
});
