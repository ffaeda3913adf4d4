import { BuilderToken, defineComponent } from '@ecm/core';
import { boxHeadFamily, detectorFamily, maskHeadFamily } from '@ecm/core/model';

import { buildProposalParts } from '../regions/build-proposal-parts.js';
import type { CascadeStage } from './cascade-detector.js';
import { CascadeDetector } from './cascade-detector.js';
import type { CascadeDetectorConfig } from './cascade-detector.schema.js';
import { cascadeDetectorSchema } from './cascade-detector.schema.js';

export const cascadeDetectorComponent = defineComponent<CascadeDetectorConfig>()({
  family: detectorFamily,
  type: 'cascade',
  schema: cascadeDetectorSchema,
  services: { builder: BuilderToken },
  create: (config, { given, services: { builder }, path }) => {
    const { parts, head } = buildProposalParts(config, { given, builder, path });
    const stages = config.stages.map(({ assigner, coder, lossWeight }, t): CascadeStage => {
      const boxConfig = { ...config.boxHead, assigner, coder };
      const boxHead = builder.build(boxHeadFamily, boxConfig, `${path}/boxHead`, head(`roi_head.bbox_head.${t}`));
      if (config.maskHead === undefined) return { boxHead, lossWeight };
      const maskHead = builder.build(maskHeadFamily, config.maskHead, `${path}/maskHead`, head(`roi_head.mask_head.${t}`));
      return { boxHead, maskHead, lossWeight };
    });
    return new CascadeDetector({ ...parts, stages, ensemble: config.ensemble });
  },
});
