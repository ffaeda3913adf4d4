import { defineFamily } from '../family.js';
import type { Dataset, ImageSampler } from './dataset.js';
import type { Evaluator } from './evaluator.js';

/** What the composition root hands to a data set. */
export interface DatasetGiven {
  /** Folder against which relative paths of the config are resolved. */
  readonly root: string;
}

/** Slot for data sets. Reading is asynchronous, so the service opens it. */
export const datasetFamily = defineFamily<{ open(): Promise<Dataset> }, DatasetGiven>('dataset');

/** What the composition root hands to an image sampler. */
export interface ImageSamplerGiven {
  readonly dataset: Dataset;
  readonly seed: number;
}

/** Slot for the order of training images. */
export const imageSamplerFamily = defineFamily<ImageSampler, ImageSamplerGiven>('image-sampler');

/** What the composition root hands to an evaluator. */
export interface EvaluatorGiven {
  readonly dataset: Dataset;
}

/** Slot for evaluators. */
export const evaluatorFamily = defineFamily<Evaluator, EvaluatorGiven>('evaluator');
