import type { ClassStatistics } from '@ecm/core';
import { ClassStatisticsToken } from '@ecm/core';
import type { Detector } from '@ecm/core/model';
import { detectorFamily, MaskTargetsToken } from '@ecm/core/model';
import { maskTargets } from '@ecm/targets';
import { ParameterStore } from '@ecm/tensor';

import type { ContainerBuilder } from '../wiring/container-builder.js';
import type { ExperimentConfig } from './experiment.schema.js';
import type { LearningChoice } from './learning-choice.js';
import { checkLearningChoice, learnsBy } from './learning-choice.js';

/**
 * Builds the detector of an experiment; its parameters hold their start values.
 *
 * @param statistics of the training set: classes and their counts
 * @throws ConfigError if the schedule freezes or trains parameters that there are not
 */
export function composeDetector(
  builder: ContainerBuilder,
  config: Pick<ExperimentConfig, 'model' | 'seed'> & { readonly schedule?: LearningChoice },
  statistics: ClassStatistics,
): Detector {
  builder.provide(ClassStatisticsToken, statistics);
  builder.provide(MaskTargetsToken, maskTargets);
  const { schedule = {} } = config;
  const parameters = new ParameterStore({ seed: config.seed, learns: learnsBy(schedule) });
  const classes = statistics.categories.length;
  const model = builder.build(detectorFamily, config.model, '/model', { scope: parameters.scope(), classes });
  checkLearningChoice(schedule, parameters, '/schedule');
  return {
    parameters,
    losses: (batch, random) => model.losses(batch, random),
    detect: (images, infos) => model.detect(images, infos),
    get states() {
      return model.states;
    },
    get measurements() {
      return model.measurements ?? [];
    },
    get increments() {
      return model.increments ?? [];
    },
    advance: () => {
      model.advance();
    },
  };
}
