import { ClassStatisticsToken, defineComponent, SeededRandom } from '@ecm/core';
import { classificationLossFamily } from '@ecm/core/model';

import { countsOf } from '../statistics/class-counts.js';
import { BagsLoss } from './bags-loss.js';
import type { BagsLossConfig } from './bags-loss.schema.js';
import { bagsLossSchema } from './bags-loss.schema.js';

/** The balanced group softmax as a part of classification heads. */
export const bagsLossComponent = defineComponent<BagsLossConfig>()({
  family: classificationLossFamily,
  type: 'bags',
  schema: bagsLossSchema,
  services: { statistics: ClassStatisticsToken },
  create: ({ seed, counts, ...options }, { services, given, path }) =>
    new BagsLoss({
      ...options,
      counts: countsOf(counts, services.statistics, given.classes, `${path}/counts`),
      random: new SeededRandom('bags-loss', seed, path),
    }),
});
