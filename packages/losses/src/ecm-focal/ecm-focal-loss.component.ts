import { ClassStatisticsToken, defineComponent } from '@ecm/core';
import { classificationLossFamily } from '@ecm/core/model';

import { countsOf } from '../statistics/class-counts.js';
import { EcmFocalLoss } from './ecm-focal-loss.js';
import type { EcmFocalLossConfig } from './ecm-focal-loss.schema.js';
import { ecmFocalLossSchema } from './ecm-focal-loss.schema.js';

/** The one-stage class-margin loss on a focal carrier as a part of classification heads. */
export const ecmFocalLossComponent = defineComponent<EcmFocalLossConfig>()({
  family: classificationLossFamily,
  type: 'ecm-focal',
  schema: ecmFocalLossSchema,
  services: { statistics: ClassStatisticsToken },
  create: ({ counts, ...options }, { services, given, path }) =>
    new EcmFocalLoss({ ...options, counts: countsOf(counts, services.statistics, given.classes, `${path}/counts`) }),
});
