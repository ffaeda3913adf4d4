import { BuilderToken, defineComponent } from '@ecm/core';
import {
  assignerFamily,
  boxCoderFamily,
  boxHeadFamily,
  boxLossFamily,
  classificationLossFamily,
  regionPredictorFamily,
  regionSamplerFamily,
} from '@ecm/core/model';

import { deltaLoss } from '../layers/delta-loss.js';
import { roiExtractorOf } from '../regions/roi-extractor-of.js';
import { Shared2fcBoxHead } from './shared-2fc-box-head.js';
import type { Shared2fcBoxHeadConfig } from './shared-2fc-box-head.schema.js';
import { shared2fcBoxHeadSchema } from './shared-2fc-box-head.schema.js';
import { Shared2fcLayers } from './shared-2fc-layers.js';

export const shared2fcBoxHeadComponent = defineComponent<Shared2fcBoxHeadConfig>()({
  family: boxHeadFamily,
  type: 'shared-2fc',
  schema: shared2fcBoxHeadSchema,
  services: { builder: BuilderToken },
  create: (config, { given: { scope, levels, classes }, services: { builder }, path }) => {
    const { regionSize, hiddenSize, classAgnostic } = config;
    const extractor = roiExtractorOf(levels, config, path);
    const classification = builder.build(classificationLossFamily, config.loss, `${path}/loss`, { classes });
    const classifier = builder.build(regionPredictorFamily, config.classPredictor, `${path}/classPredictor`, {
      scope: scope.child('fc_cls'),
      inputs: hiddenSize,
      outputs: classification.channels(classes),
      initialBias: classification.initialBias,
    });
    const sizes = { regionSize, regionChannels: extractor.channels, hiddenSize, deltas: classAgnostic ? 4 : 4 * classes };
    return new Shared2fcBoxHead(
      {
        extractor,
        layers: new Shared2fcLayers(scope, classifier, sizes),
        classification,
        boxLoss: deltaLoss(builder.build(boxLossFamily, config.boxLoss, `${path}/boxLoss`, {}), `${path}/boxLoss`),
        assigner: builder.build(assignerFamily, config.assigner, `${path}/assigner`, {}),
        sampler: builder.build(regionSamplerFamily, config.sampler, `${path}/sampler`, {}),
        coder: builder.build(boxCoderFamily, config.coder, `${path}/coder`, {}),
      },
      { ...config, classes, lossName: scope.child('loss_cls').path },
    );
  },
});
