import type { Measurement, SavedState, Tensor4D, TrainingContext } from '@ecm/core/model';

import type { RegionTargets } from './region-losses.js';

/** Regions of earlier batches that train the classifier and the box layer again. */
export interface ReplayedRegions {
  /** Cut-out features, float32 [M, S, S, D]. */
  readonly features: Tensor4D;
  /** Foreground class of each region, int32 [M]. */
  readonly labels: Int32Array;
  /** Coded box change of each region, float32 [M · 4]. */
  readonly deltas: Float32Array;
}

/** Remembers regions and hands some of them out again. */
export interface RegionReplay {
  /** Called once per training pass, before the forward pass of the head. @returns undefined if there is nothing to train again */
  replay(features: readonly Tensor4D[], context: TrainingContext): ReplayedRegions | undefined;
  readonly state: SavedState;
  readonly measurement: Measurement;
}

/**
 * Targets of a batch followed by replayed regions, all of them positive. For records per object, the replayed regions of a class
 * count as one object.
 */
export function withReplayed(targets: RegionTargets, replayed: ReplayedRegions | undefined): RegionTargets {
  if (replayed === undefined) return targets;
  const { labels, objects = new Int32Array(labels.length).fill(-1), positiveRows, deltas } = targets;
  const firstObject = objects.reduce((most, object) => Math.max(most, object + 1), 0);
  return {
    labels: joined(labels, replayed.labels),
    objects: joined(
      objects,
      replayed.labels.map((label) => firstObject + label),
    ),
    positiveRows: joined(
      positiveRows,
      replayed.labels.map((_, row) => labels.length + row),
    ),
    deltas: Float32Array.from([...deltas, ...replayed.deltas]),
  };
}

function joined(a: Int32Array, b: Int32Array): Int32Array {
  return Int32Array.from([...a, ...b]);
}
