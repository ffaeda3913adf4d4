import type { ClassStatistics } from '@ecm/core';
import { ClassStatisticsToken } from '@ecm/core';
import type { Detector } from '@ecm/core/model';
import { detectorFamily, MaskTargetsToken } from '@ecm/core/model';
import { maskTargets } from '@ecm/targets';
import { ParameterStore } from '@ecm/tensor';

import type { ContainerBuilder } from '../wiring/container-builder.js';
import type { ExperimentConfig } from './experiment.schema.js';

/**
 * Builds the detector of an experiment; its parameters hold their start values.
 *
 * @param statistics of the training set: classes and their counts
 */
export function composeDetector(
  builder: ContainerBuilder,
  config: Pick<ExperimentConfig, 'model' | 'seed'>,
  statistics: ClassStatistics,
): Detector {
  builder.provide(ClassStatisticsToken, statistics);
  builder.provide(MaskTargetsToken, maskTargets);
  const parameters = new ParameterStore({ seed: config.seed });
  const classes = statistics.categories.length;
  const model = builder.build(detectorFamily, config.model, '/model', { scope: parameters.scope(), classes });
  return {
    parameters,
    losses: (batch, random) => model.losses(batch, random),
    detect: (images, infos) => model.detect(images, infos),
    get states() {
      return model.states;
    },
    measurements: model.measurements ?? [],
    advance: () => {
      model.advance();
    },
  };
}
