import { BuilderToken, defineComponent } from '@ecm/core';
import { backboneFamily, boxHeadFamily, detectorFamily, maskHeadFamily, neckFamily, proposalHeadFamily } from '@ecm/core/model';

import { TwoStageDetector } from './two-stage-detector.js';
import type { TwoStageDetectorConfig } from './two-stage-detector.schema.js';
import { twoStageDetectorSchema } from './two-stage-detector.schema.js';

export const twoStageDetectorComponent = defineComponent<TwoStageDetectorConfig>()({
  family: detectorFamily,
  type: 'two-stage',
  schema: twoStageDetectorSchema,
  services: { builder: BuilderToken },
  create: (config, { given: { scope, classes }, services: { builder }, path }) => {
    const backbone = builder.build(backboneFamily, config.backbone, `${path}/backbone`, { scope: scope.child('backbone') });
    const neck = builder.build(neckFamily, config.neck, `${path}/neck`, { scope: scope.child('neck'), inputs: backbone.levels });
    const head = (name: string) => ({ scope: scope.child(name), levels: neck.levels, classes });
    const proposalHead = builder.build(proposalHeadFamily, config.proposalHead, `${path}/proposalHead`, head('rpn_head'));
    const boxHead = builder.build(boxHeadFamily, config.boxHead, `${path}/boxHead`, head('roi_head.bbox_head'));
    const parts = { backbone, neck, proposalHead, boxHead };
    if (config.maskHead === undefined) return new TwoStageDetector(parts);
    const maskHead = builder.build(maskHeadFamily, config.maskHead, `${path}/maskHead`, head('roi_head.mask_head'));
    return new TwoStageDetector({ ...parts, maskHead });
  },
});
