import { ClassStatisticsToken, defineComponent } from '@ecm/core';
import { classificationLossFamily } from '@ecm/core/model';

import { countsOf } from '../statistics/class-counts.js';
import { EqlLoss } from './eql-loss.js';
import type { EqlLossConfig } from './eql-loss.schema.js';
import { eqlLossSchema } from './eql-loss.schema.js';

/** The equalization loss as a part of classification heads. */
export const eqlLossComponent = defineComponent<EqlLossConfig>()({
  family: classificationLossFamily,
  type: 'eql',
  schema: eqlLossSchema,
  services: { statistics: ClassStatisticsToken },
  create: ({ frequency, ...options }, { services: { statistics }, given, path }) => {
    const counts = countsOf(frequency, statistics, given.classes, `${path}/frequency`);
    const frequencies = frequency === 'images' ? counts.map((count) => count / statistics.annotatedImages) : counts;
    return new EqlLoss({ ...options, frequencies });
  },
});
