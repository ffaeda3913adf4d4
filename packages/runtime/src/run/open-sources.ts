import type { BatchSource, Dataset, TestSource } from '@ecm/core';
import { imageSamplerFamily } from '@ecm/core';
import { ClassAwareSampler, imagesByLabel, labelsByImage } from '@ecm/datasets';
import { TestingSource, TrainingSource } from '@ecm/datasets/node';

import type { ExperimentConfig } from '../experiment/experiment.schema.js';
import type { ContainerBuilder } from '../wiring/container-builder.js';

/** Opens the stream of training batches of an experiment. */
export function openTrainingSource(builder: ContainerBuilder, { data, seed, model }: ExperimentConfig, dataset: Dataset): BatchSource {
  const { batchSize, input: pipeline, loader } = data;
  const sampler = builder.build(imageSamplerFamily, data.sampler, '/data/sampler', { dataset, seed });
  return new TrainingSource({ dataset, sampler, seed, batchSize, pipeline, loader, masks: 'maskHead' in model });
}

/**
 * Opens batches over a list with so many images of every class, in random order; classes with fewer images repeat them.
 *
 * @throws UserError if no training image has an object
 */
export function openBalancedSource({ data, seed, model }: ExperimentConfig, dataset: Dataset, imagesPerClass: number): BatchSource {
  const { batchSize, input: pipeline, loader } = data;
  const labels = labelsByImage(dataset);
  const length = imagesPerClass * imagesByLabel(labels).filter((images) => images.length > 0).length;
  const sampler = new ClassAwareSampler(labels, { form: 'stream', length, imagesPerClass: 1, batchSize }, seed);
  return new TrainingSource({ dataset, sampler, seed, batchSize, pipeline, loader, masks: 'maskHead' in model });
}

/** Opens one pass over a data set for testing. */
export function openTestSource({ data }: Pick<ExperimentConfig, 'data'>, dataset: Dataset): TestSource {
  const pipeline = { ...data.input, scales: [data.testScale] };
  return new TestingSource({ dataset, batchSize: data.testBatchSize, pipeline, loader: data.loader });
}
