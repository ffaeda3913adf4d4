import { ClassStatisticsToken, defineComponent } from '@ecm/core';
import { classificationLossFamily } from '@ecm/core/model';

import { countsOf } from '../statistics/class-counts.js';
import { EcmVarifocalLoss } from './ecm-varifocal-loss.js';
import type { EcmVarifocalLossConfig } from './ecm-varifocal-loss.schema.js';
import { ecmVarifocalLossSchema } from './ecm-varifocal-loss.schema.js';

/** The one-stage class-margin loss on a varifocal carrier as a part of classification heads. */
export const ecmVarifocalLossComponent = defineComponent<EcmVarifocalLossConfig>()({
  family: classificationLossFamily,
  type: 'ecm-varifocal',
  schema: ecmVarifocalLossSchema,
  services: { statistics: ClassStatisticsToken },
  create: ({ counts, ...options }, { services, given, path }) =>
    new EcmVarifocalLoss({ ...options, counts: countsOf(counts, services.statistics, given.classes, `${path}/counts`) }),
});
