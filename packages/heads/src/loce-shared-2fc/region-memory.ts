import type { RandomStream } from '@ecm/core';
import type { BoxCoder, ClassificationLoss, Measurement, SavedState, StateTensor, Tensor4D, TrainingContext } from '@ecm/core/model';
import { tf } from '@ecm/tensor';

import type { ReplayedRegions, RegionReplay } from '../regions/replayed-regions.js';
import type { RoiExtractor } from '../regions/roi-extractor.js';
import { drawClasses } from './draw-classes.js';
import { FeatureMemory } from './feature-memory.js';
import { boxesPerTruth } from './jitter-boxes.js';
import { jitteredRegions } from './jittered-regions.js';
import type { MemoryPrecision, RememberedRegion } from './remembered-region.js';
import { packFeatures, unpackFeatures } from './remembered-region.js';
import { restoreMemory, savedMemory } from './saved-memory.js';

/** Numbers of the feature memory. */
export interface RegionMemoryOptions {
  /** Number C of foreground classes. */
  readonly classes: number;
  /** Regions kept of each class. */
  readonly queueSize: number;
  /** Classes drawn in each step, with replacement. */
  readonly sampledClasses: number;
  /** Regions drawn of each drawn class, with replacement. */
  readonly sampledFeatures: number;
  readonly precision: MemoryPrecision;
  /** Whether checkpoints hold the regions; otherwise a resumed run fills the memory anew and goes on with other bits. */
  readonly saveMemory: boolean;
}

/** A loss that keeps the mean score of each class. */
export type KeepsMeanScores = ClassificationLoss & { readonly meanScores: Float64Array };

/** What the memory works with. */
export interface RegionMemoryParts {
  readonly extractor: RoiExtractor;
  readonly coder: BoxCoder;
  /** Its mean scores decide which classes are drawn. */
  readonly classification: KeepsMeanScores;
}

/**
 * Memory-augmented feature sampling of LOCE: keeps, on the host and per class, the features of regions around ground truths, and
 * hands out more of the classes that score low. A step first writes, then draws.
 *
 * It wants to be filled on a balanced list of images before training, `queueSize / 16` of every class.
 *
 * @see Feng et al., ICCV 2021; fcjian/LOCE mmdet/models/utils/mfs.py, mmdet/models/roi_heads/loce_roi_head.py
 */
export class RegionMemory implements RegionReplay, SavedState {
  readonly trainingOnly = true;
  readonly #parts: RegionMemoryParts;
  readonly #options: RegionMemoryOptions;
  readonly #memory: FeatureMemory<RememberedRegion>;
  #filled = false;
  #resumed = false;
  #scoresBefore: Readonly<Record<string, StateTensor>> | undefined;

  constructor(parts: RegionMemoryParts, options: RegionMemoryOptions) {
    this.#parts = parts;
    this.#options = options;
    this.#memory = new FeatureMemory(options.classes, options.queueSize);
  }

  get state(): SavedState {
    return this;
  }

  /** Filling the memory before training; that moves the mean scores, too, but not those of a resumed run. */
  get measurement(): Measurement {
    const { classification } = this.#parts;
    return {
      pending: !this.#filled,
      imagesPerClass: Math.ceil(this.#options.queueSize / boxesPerTruth),
      afterBatch: () => {
        this.#scoresBefore ??= classification.state?.save();
        classification.advance?.();
      },
      finish: () => {
        if (this.#resumed && this.#scoresBefore !== undefined) classification.state?.load(this.#scoresBefore);
        this.#filled = true;
      },
    };
  }

  replay(features: readonly Tensor4D[], context: TrainingContext): ReplayedRegions | undefined {
    this.#write(features, context);
    return this.#draw(context.random);
  }

  save(): Readonly<Record<string, StateTensor>> {
    const { extractor } = this.#parts;
    return this.#options.saveMemory && this.#filled ? savedMemory(this.#memory, this.#options.classes, extractor) : {};
  }

  load(state: Readonly<Record<string, StateTensor>>): void {
    this.#resumed = true;
    this.#filled = restoreMemory(this.#memory, this.#options, this.#parts.extractor, state);
  }

  #write(features: readonly Tensor4D[], { truths, infos, random }: TrainingContext): void {
    const { extractor, coder } = this.#parts;
    const taken = new Int32Array(this.#options.classes);
    const given = { coder, random, perClass: this.#options.queueSize, taken };
    const regions = truths.map((truth, image) => jitteredRegions(truth, infos[image], given));
    const labels = regions.flatMap((own) => [...own.labels]);
    if (labels.length === 0) return;
    const boxes = regions.map((own) => own.boxes);
    // Numbers of the host: no gradient leads back from them.
    const rows = extractor.extract(features, boxes).dataSync<'float32'>();
    const deltas = regions.flatMap((own) => [...own.deltas]);
    const size = rows.length / labels.length;
    const entries = labels.map((_, i) => ({
      features: packFeatures(rows.subarray(i * size, (i + 1) * size), this.#options.precision),
      delta: Float32Array.from(deltas.slice(4 * i, 4 * i + 4)),
    }));
    this.#memory.write(labels, entries);
  }

  #draw(random: RandomStream): ReplayedRegions | undefined {
    const { extractor, classification } = this.#parts;
    const { sampledClasses, sampledFeatures } = this.#options;
    const uniforms = Float64Array.from({ length: sampledClasses }, () => random.uniform());
    const classes = drawClasses(classification.meanScores, uniforms);
    const rows = this.#memory.sample(classes, sampledFeatures, (count, wanted) =>
      Int32Array.from({ length: wanted }, () => random.integer(count)),
    );
    if (rows.length === 0) return undefined;
    const size = extractor.size * extractor.size * extractor.channels;
    const values = new Float32Array(rows.length * size);
    rows.forEach(({ entry }, i) => {
      values.set(unpackFeatures(entry.features), i * size);
    });
    return {
      features: tf.tensor4d(values, [rows.length, extractor.size, extractor.size, extractor.channels]),
      labels: Int32Array.from(rows, ({ label }) => label),
      deltas: Float32Array.from(rows.flatMap(({ entry }) => [...entry.delta])),
    };
  }
}
