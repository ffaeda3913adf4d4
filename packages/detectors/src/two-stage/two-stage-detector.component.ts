import { BuilderToken, defineComponent } from '@ecm/core';
import { boxHeadFamily, detectorFamily, maskHeadFamily } from '@ecm/core/model';

import { buildProposalParts } from '../regions/build-proposal-parts.js';
import { TwoStageDetector } from './two-stage-detector.js';
import type { TwoStageDetectorConfig } from './two-stage-detector.schema.js';
import { twoStageDetectorSchema } from './two-stage-detector.schema.js';

export const twoStageDetectorComponent = defineComponent<TwoStageDetectorConfig>()({
  family: detectorFamily,
  type: 'two-stage',
  schema: twoStageDetectorSchema,
  services: { builder: BuilderToken },
  create: (config, { given, services: { builder }, path }) => {
    const { parts, head } = buildProposalParts(config, { given, builder, path });
    const boxHead = builder.build(boxHeadFamily, config.boxHead, `${path}/boxHead`, head('roi_head.bbox_head'));
    if (config.maskHead === undefined) return new TwoStageDetector({ ...parts, boxHead });
    const maskHead = builder.build(maskHeadFamily, config.maskHead, `${path}/maskHead`, head('roi_head.mask_head'));
    return new TwoStageDetector({ ...parts, boxHead, maskHead });
  },
});
