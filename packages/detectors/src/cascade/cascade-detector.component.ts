import { BuilderToken, defineComponent } from '@ecm/core';
import { backboneFamily, boxHeadFamily, detectorFamily, maskHeadFamily, neckFamily, proposalHeadFamily } from '@ecm/core/model';

import type { CascadeStage } from './cascade-detector.js';
import { CascadeDetector } from './cascade-detector.js';
import type { CascadeDetectorConfig } from './cascade-detector.schema.js';
import { cascadeDetectorSchema } from './cascade-detector.schema.js';

export const cascadeDetectorComponent = defineComponent<CascadeDetectorConfig>()({
  family: detectorFamily,
  type: 'cascade',
  schema: cascadeDetectorSchema,
  services: { builder: BuilderToken },
  create: (config, { given: { scope, classes }, services: { builder }, path }) => {
    const backbone = builder.build(backboneFamily, config.backbone, `${path}/backbone`, { scope: scope.child('backbone') });
    const neck = builder.build(neckFamily, config.neck, `${path}/neck`, { scope: scope.child('neck'), inputs: backbone.levels });
    const head = (name: string) => ({ scope: scope.child(name), levels: neck.levels, classes });
    const proposalHead = builder.build(proposalHeadFamily, config.proposalHead, `${path}/proposalHead`, head('rpn_head'));
    const stages = config.stages.map(({ assigner, coder, lossWeight }, t): CascadeStage => {
      const boxConfig = { ...config.boxHead, assigner, coder };
      const boxHead = builder.build(boxHeadFamily, boxConfig, `${path}/boxHead`, head(`roi_head.bbox_head.${t}`));
      if (config.maskHead === undefined) return { boxHead, lossWeight };
      const maskHead = builder.build(maskHeadFamily, config.maskHead, `${path}/maskHead`, head(`roi_head.mask_head.${t}`));
      return { boxHead, maskHead, lossWeight };
    });
    return new CascadeDetector({ backbone, neck, proposalHead, stages, ensemble: config.ensemble });
  },
});
