import type { BatchSource, Dataset, TestSource } from '@ecm/core';
import { imageSamplerFamily } from '@ecm/core';
import { TestingSource, TrainingSource } from '@ecm/datasets/node';

import type { ExperimentConfig } from '../experiment/experiment.schema.js';
import type { ContainerBuilder } from '../wiring/container-builder.js';

/** Opens the stream of training batches of an experiment. */
export function openTrainingSource(builder: ContainerBuilder, { data, seed, model }: ExperimentConfig, dataset: Dataset): BatchSource {
  const { batchSize, input: pipeline, loader } = data;
  const sampler = builder.build(imageSamplerFamily, data.sampler, '/data/sampler', { dataset, seed });
  return new TrainingSource({ dataset, sampler, seed, batchSize, pipeline, loader, masks: 'maskHead' in model });
}

/** Opens one pass over a data set for testing. */
export function openTestSource({ data }: Pick<ExperimentConfig, 'data'>, dataset: Dataset): TestSource {
  const pipeline = { ...data.input, scales: [data.testScale] };
  return new TestingSource({ dataset, batchSize: data.testBatchSize, pipeline, loader: data.loader });
}
