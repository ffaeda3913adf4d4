import type { Builder } from '@ecm/core';
import type { HeadGiven } from '@ecm/core/model';
import {
  assignerFamily,
  boxCoderFamily,
  boxLossFamily,
  classificationLossFamily,
  regionPredictorFamily,
  regionSamplerFamily,
} from '@ecm/core/model';

import { deltaLoss } from '../layers/delta-loss.js';
import { roiExtractorOf } from '../regions/roi-extractor-of.js';
import { checkLogitLayout } from './check-logit-layout.js';
import type { Shared2fcParts } from './shared-2fc-box-head.js';
import type { Shared2fcBoxHeadConfig } from './shared-2fc-box-head.schema.js';
import { Shared2fcLayers } from './shared-2fc-layers.js';

/** Builds the parts of a box head of two shared layers from its config. @param path of the head in the config */
export function buildShared2fc(
  config: Omit<Shared2fcBoxHeadConfig, 'type'>,
  { scope, levels, classes }: HeadGiven,
  builder: Builder,
  path: string,
): Shared2fcParts {
  const { regionSize, hiddenSize, classAgnostic } = config;
  const extractor = roiExtractorOf(levels, config, path);
  const classification = builder.build(classificationLossFamily, config.loss, `${path}/loss`, { classes });
  const classifier = builder.build(regionPredictorFamily, config.classPredictor, `${path}/classPredictor`, {
    scope: scope.child('fc_cls'),
    inputs: hiddenSize,
    outputs: classification.channels(classes),
    initialBias: classification.initialBias,
    classes,
  });
  const { loss, classPredictor } = config;
  checkLogitLayout({ part: classification, type: loss.type }, { part: classifier, type: classPredictor.type }, `${path}/classPredictor`);
  const sizes = { regionSize, regionChannels: extractor.channels, hiddenSize, deltas: classAgnostic ? 4 : 4 * classes };
  return {
    extractor,
    layers: new Shared2fcLayers(scope, classifier, sizes),
    classification,
    boxLoss: deltaLoss(builder.build(boxLossFamily, config.boxLoss, `${path}/boxLoss`, {}), `${path}/boxLoss`),
    assigner: builder.build(assignerFamily, config.assigner, `${path}/assigner`, {}),
    sampler: builder.build(regionSamplerFamily, config.sampler, `${path}/sampler`, {}),
    coder: builder.build(boxCoderFamily, config.coder, `${path}/coder`, {}),
  };
}
