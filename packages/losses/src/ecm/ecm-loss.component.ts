import { ClassStatisticsToken, ConfigError, defineComponent } from '@ecm/core';
import { classificationLossFamily } from '@ecm/core/model';

import { ClassTree } from '../reference/classification/class-tree.js';
import { countsOf } from '../statistics/class-counts.js';
import { EcmLoss } from './ecm-loss.js';
import type { EcmLossConfig } from './ecm-loss.schema.js';
import { ecmLossSchema } from './ecm-loss.schema.js';

/** The effective class-margin loss as a part of region heads. */
export const ecmLossComponent = defineComponent<EcmLossConfig>()({
  family: classificationLossFamily,
  type: 'ecm',
  schema: ecmLossSchema,
  services: { statistics: ClassStatisticsToken },
  create: ({ counts, parents, hierarchyTargets, hierarchyIgnore, type: _, ...options }, { services, given, path }) => {
    const tree = parents === undefined ? undefined : ClassTree.fromParents(parents);
    if (tree === undefined && (hierarchyTargets || hierarchyIgnore)) {
      throw new ConfigError([
        { path: `${path}/parents`, message: 'the hierarchy options need "parents", the parent of each class (−1 for none).' },
      ]);
    }
    return new EcmLoss({
      ...options,
      counts: countsOf(counts, services.statistics, given.classes, `${path}/counts`),
      hierarchyTargets: hierarchyTargets ? tree : undefined,
      hierarchyIgnore: hierarchyIgnore ? tree : undefined,
    });
  },
});
