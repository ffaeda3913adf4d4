import { BuilderToken, ConfigError, defineComponent } from '@ecm/core';
import {
  anchorGeneratorFamily,
  assignerFamily,
  boxCoderFamily,
  boxLossFamily,
  proposalHeadFamily,
  regionSamplerFamily,
} from '@ecm/core/model';

import { deltaLoss } from '../layers/delta-loss.js';
import { RpnProposalHead } from './rpn-proposal-head.js';
import type { RpnProposalHeadConfig } from './rpn-proposal-head.schema.js';
import { rpnProposalHeadSchema } from './rpn-proposal-head.schema.js';

export const rpnProposalHeadComponent = defineComponent<RpnProposalHeadConfig>()({
  family: proposalHeadFamily,
  type: 'rpn',
  schema: rpnProposalHeadSchema,
  services: { builder: BuilderToken },
  create: (config, { given, services: { builder }, path }) => {
    const strides = given.levels.map((level) => level.stride);
    const anchors = builder.build(anchorGeneratorFamily, config.anchors, `${path}/anchors`, { strides });
    if (new Set(anchors.perCell).size !== 1 || anchors.perCell.length !== strides.length) {
      const message = `makes ${anchors.perCell.join(', ')} anchors per cell on ${strides.length} levels; all levels share one layer, so the numbers must be equal.`;
      throw new ConfigError([{ path: `${path}/anchors`, message }]);
    }
    return new RpnProposalHead(
      given,
      {
        anchors,
        coder: builder.build(boxCoderFamily, config.coder, `${path}/coder`, {}),
        assigner: builder.build(assignerFamily, config.assigner, `${path}/assigner`, {}),
        sampler: builder.build(regionSamplerFamily, config.sampler, `${path}/sampler`, {}),
        boxLoss: deltaLoss(builder.build(boxLossFamily, config.boxLoss, `${path}/boxLoss`, {}), `${path}/boxLoss`),
      },
      config,
    );
  },
});
