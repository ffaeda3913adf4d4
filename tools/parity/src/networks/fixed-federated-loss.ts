import { ClassStatisticsToken, defineComponent } from '@ecm/core';
import type { ClassificationLoss } from '@ecm/core/model';
import { classificationLossFamily } from '@ecm/core/model';
import { FederatedLoss } from '@ecm/losses';

/**
 * The federated loss of the goldens: no draw, but the classes c with c mod 3 = 0 and those of the batch (README section 12).
 * It stands in for the random draw, which no two programs share.
 */
export const fixedFederatedLossComponent = defineComponent<{ readonly type: 'fixed-federated' }>()({
  family: classificationLossFamily,
  type: 'fixed-federated',
  schema: { type: 'object', properties: { type: { const: 'fixed-federated' } }, required: ['type'], additionalProperties: false },
  services: { statistics: ClassStatisticsToken },
  create: (_config, { services, given: { classes } }): ClassificationLoss => {
    const loss = new FederatedLoss({ imageCounts: services.statistics.imageCounts });
    const always = Array.from({ length: classes }, (_, label) => label).filter((label) => label % 3 === 0);
    return {
      initialBias: loss.initialBias,
      channels: (count) => loss.channels(count),
      losses: (logits, labels) => loss.lossesOf(logits, labels, [...new Set([...always, ...labels])]),
      scores: (logits) => loss.scores(logits),
    };
  },
});
