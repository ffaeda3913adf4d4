import { type FrequencyGroup, SeededRandom } from '@ecm/core';

import { chooseClasses } from '../classes/choose-classes.js';
import { frequencyGroups } from '../classes/frequency-groups.js';
import { instanceCounts } from '../classes/instance-counts.js';
import { validationCounts } from '../classes/validation-counts.js';
import type { Concept } from '../glyphs/concepts.js';
import type { WorldOptions } from '../options/world-options.js';
import { dealInstances } from './deal-instances.js';
import { federatedLabels } from './federated-labels.js';
import type { ImagePlan } from './image-plan.js';

/** A class of the world; counts are those of the training set. */
export interface ClassPlan {
  readonly concept: Concept;
  readonly frequency: FrequencyGroup;
  readonly imageCount: number;
  readonly instanceCount: number;
}

/** Names of the two halves of a world. */
export type SplitName = 'train' | 'val';

/** Everything about a world that is decided before the first pixel. */
export interface WorldPlan {
  /** By label: position in the alphabetical list; the category id is label + 1. */
  readonly classes: readonly ClassPlan[];
  readonly splits: Readonly<Record<SplitName, readonly ImagePlan[]>>;
}

/**
 * Decides the classes, how often each occurs, and which objects share an image.
 *
 * @param tiers candidates for classes
 * @throws ConfigError if the options ask for more than the glyphs or the images can hold
 */
export function planWorld(options: WorldOptions, tiers: readonly (readonly Concept[])[], seed: number): WorldPlan {
  const stream = (purpose: string): SeededRandom => new SeededRandom('world', seed, options.draw, purpose);
  const concepts = chooseClasses(options.classes, tiers, stream('classes'));
  const byRank = instanceCounts(options);
  const trainCounts = stream('ranks')
    .permutation(options.classes)
    .map((rank) => byRank[rank]);
  const valCounts = validationCounts(options, trainCounts, stream('val counts'));
  const split = (name: SplitName, images: number, counts: Int32Array): ImagePlan[] => {
    const labels = stream(`${name} labels`);
    return dealInstances(counts, { images, maxObjects: options.maxObjects, split: name }, stream(`${name} images`)).map((image) =>
      federatedLabels(image, options, labels),
    );
  };
  const splits = { train: split('train', options.trainImages, trainCounts), val: split('val', options.valImages, valCounts) };
  const imageCounts = new Int32Array(options.classes);
  for (const { labels } of splits.train) for (const label of new Set(labels)) imageCounts[label]++;
  const groups = frequencyGroups(imageCounts, trainCounts);
  const classes = concepts.map((concept, label) => ({
    concept,
    frequency: groups[label],
    imageCount: imageCounts[label],
    instanceCount: trainCounts[label],
  }));
  return { classes, splits };
}
