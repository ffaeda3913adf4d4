import path from 'node:path';

import type { Dataset, RandomStream } from '@ecm/core';
import { DataError } from '@ecm/core';

import type { LeftOut } from '../annotations/training-annotations.js';
import { TrainingAnnotations } from '../annotations/training-annotations.js';
import type { SizeAndAugmentation } from '../transforms/plan-image.js';
import { planImage } from '../transforms/plan-image.js';
import type { ImageObjects } from '../transforms/transform-objects.js';
import type { BatchOutcome, SampleTask } from './batch-task.js';
import { PictureCache } from './picture-cache.js';

/** What the samples of a training stream are made from. */
export interface SampleMakerOptions {
  readonly dataset: Dataset;
  readonly pipeline: SizeAndAugmentation;
  /** Hand out masks; objects without one are left out. */
  readonly masks: boolean;
  readonly cacheBytes: number;
}

/** Makes tasks of images: decides the plan, collects the objects, remembers decoded pictures. */
export class SampleMaker {
  readonly #options: SampleMakerOptions;
  readonly #annotations: TrainingAnnotations;
  readonly #cache: PictureCache;

  /** @throws DataError if masks are wanted and the data set has none */
  constructor(options: SampleMakerOptions) {
    this.#options = options;
    this.#annotations = new TrainingAnnotations(options.dataset);
    this.#cache = new PictureCache(options.cacheBytes);
    if (options.masks) requireMasks(options.dataset);
  }

  /** Objects left out by the rules of training, by reason; counted at each visit. */
  get leftOut(): ReadonlyMap<LeftOut, number> {
    return this.#annotations.leftOut;
  }

  /** @param random stream of this visit alone */
  train(index: number, random: RandomStream): SampleTask {
    return this.#task(index, this.#objects(index), random);
  }

  /** The image without objects and without chance. */
  test(index: number): SampleTask {
    return this.#task(index, { rectangles: new Float64Array(), labels: new Int32Array() });
  }

  /** Puts decoded pictures aside. */
  remember(samples: readonly SampleTask[], { kept }: BatchOutcome): void {
    for (const { sample, picture } of kept) this.#cache.put(samples[sample].path, picture);
  }

  #task(index: number, objects: ImageObjects, random?: RandomStream): SampleTask {
    const { dataset, pipeline } = this.#options;
    const image = dataset.image(index);
    const file = path.resolve(dataset.imageRoot, image.fileName);
    const picture = this.#cache.get(file);
    return {
      path: file,
      ...(picture !== undefined && { picture }),
      keep: picture === undefined && this.#cache.hasRoom(image),
      plan: planImage(image, pipeline, random),
      objects,
    };
  }

  #objects(index: number): ImageObjects {
    const { masks } = this.#options;
    const found = this.#annotations
      .of(index)
      .map((entry) => ({ ...entry, segmentation: masks ? entry.annotation.segmentation : undefined }));
    const kept = masks ? found.filter(({ segmentation }) => segmentation !== undefined) : found;
    this.#annotations.leaveOut('no-mask', found.length - kept.length);
    const segmentations = kept.flatMap(({ segmentation }) => segmentation ?? []);
    return {
      rectangles: Float64Array.from(kept.flatMap(({ annotation }) => annotation.box)),
      labels: Int32Array.from(kept, ({ label }) => label),
      ...(masks && { segmentations }),
    };
  }
}

function requireMasks(dataset: Dataset): void {
  for (let index = 0; index < dataset.size; index++) {
    if (dataset.annotations(index).some(({ segmentation }) => segmentation !== undefined)) return;
  }
  throw new DataError(
    dataset.file,
    'annotations',
    'no object has a mask, but the model learns masks. Use a data set with segmentations (and "segmentations": true), or a model without mask head.',
  );
}
