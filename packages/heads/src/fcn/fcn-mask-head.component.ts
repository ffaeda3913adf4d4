import { BuilderToken, defineComponent } from '@ecm/core';
import { mapPredictorFamily, maskHeadFamily, maskLossFamily, MaskTargetsToken } from '@ecm/core/model';

import { roiExtractorOf } from '../regions/roi-extractor-of.js';
import { FcnMaskHead } from './fcn-mask-head.js';
import type { FcnMaskHeadConfig } from './fcn-mask-head.schema.js';
import { fcnMaskHeadSchema } from './fcn-mask-head.schema.js';
import { FcnMaskLayers } from './fcn-mask-layers.js';

export const fcnMaskHeadComponent = defineComponent<FcnMaskHeadConfig>()({
  family: maskHeadFamily,
  type: 'fcn',
  schema: fcnMaskHeadSchema,
  services: { builder: BuilderToken, targets: MaskTargetsToken },
  create: (config, { given: { scope, levels, classes }, services: { builder, targets }, path }) => {
    const { convolutions, channels, classAgnostic } = config;
    const extractor = roiExtractorOf(levels, config, path);
    const predictor = builder.build(mapPredictorFamily, config.predictor, `${path}/predictor`, {
      scope: scope.child('conv_logits'),
      inputs: channels,
      outputs: classAgnostic ? 1 : classes,
    });
    return new FcnMaskHead(
      {
        extractor,
        layers: new FcnMaskLayers(scope, predictor, { convolutions, inputs: extractor.channels, channels }),
        loss: builder.build(maskLossFamily, config.loss, `${path}/loss`, {}),
        targets,
      },
      config,
    );
  },
});
