import { ClassStatisticsToken, defineComponent } from '@ecm/core';
import { classificationLossFamily } from '@ecm/core/model';

import { countsOf } from '../statistics/class-counts.js';
import { classTreeOf } from '../statistics/class-tree.js';
import { EcmLoss } from './ecm-loss.js';
import type { EcmLossConfig } from './ecm-loss.schema.js';
import { ecmLossSchema } from './ecm-loss.schema.js';

/** The effective class-margin loss as a part of region heads. */
export const ecmLossComponent = defineComponent<EcmLossConfig>()({
  family: classificationLossFamily,
  type: 'ecm',
  schema: ecmLossSchema,
  services: { statistics: ClassStatisticsToken },
  create: ({ counts, parents, hierarchyTargets, hierarchyIgnore, ...options }, { services, given, path }) => {
    const tree = hierarchyTargets || hierarchyIgnore ? classTreeOf(parents, services.statistics, `${path}/parents`) : undefined;
    return new EcmLoss({
      ...options,
      counts: countsOf(counts, services.statistics, given.classes, `${path}/counts`),
      hierarchyTargets: hierarchyTargets ? tree : undefined,
      hierarchyIgnore: hierarchyIgnore ? tree : undefined,
    });
  },
});
