import { ClassStatisticsToken, defineComponent, SeededRandom } from '@ecm/core';
import { classificationLossFamily } from '@ecm/core/model';

import { countsOf } from '../statistics/class-counts.js';
import { FederatedLoss } from './federated-loss.js';
import type { FederatedLossConfig } from './federated-loss.schema.js';
import { federatedLossSchema } from './federated-loss.schema.js';

/** The federated loss as a part of classification heads. */
export const federatedLossComponent = defineComponent<FederatedLossConfig>()({
  family: classificationLossFamily,
  type: 'federated',
  schema: federatedLossSchema,
  services: { statistics: ClassStatisticsToken },
  create: ({ seed, ...options }, { services, given, path }) =>
    new FederatedLoss({
      ...options,
      imageCounts: countsOf('images', services.statistics, given.classes, path),
      random: new SeededRandom('federated-loss', seed, path),
    }),
});
