import { ClassStatisticsToken, defineComponent } from '@ecm/core';
import { classificationLossFamily } from '@ecm/core/model';

import { countsOf } from '../statistics/class-counts.js';
import { DisalignLoss } from './disalign-loss.js';
import type { DisalignLossConfig } from './disalign-loss.schema.js';
import { disalignLossSchema } from './disalign-loss.schema.js';

/** The loss of DisAlign as a part of classification heads. */
export const disalignLossComponent = defineComponent<DisalignLossConfig>()({
  family: classificationLossFamily,
  type: 'disalign',
  schema: disalignLossSchema,
  services: { statistics: ClassStatisticsToken },
  create: ({ counts, ...options }, { services, given, path }) =>
    new DisalignLoss({ ...options, counts: countsOf(counts, services.statistics, given.classes, `${path}/counts`) }),
});
