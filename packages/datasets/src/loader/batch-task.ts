import type { HostBatch } from '@ecm/core';

import type { Normalization } from '../transforms/normalization.js';
import type { ImagePlan } from '../transforms/plan-image.js';
import type { ImageObjects } from '../transforms/transform-objects.js';

/** A decoded picture that threads share: uint8 RGB [height, width, 3]. */
export interface SharedPicture {
  readonly pixels: SharedArrayBuffer;
  readonly width: number;
  readonly height: number;
}

/** One image of a batch: where it comes from and what to do with it. All chance has been decided. */
export interface SampleTask {
  /** Absolute path of the image file. */
  readonly path: string;
  /** The decoded picture, if it is still in memory. */
  readonly picture?: SharedPicture;
  /** Hand the decoded picture back, to be kept in memory. */
  readonly keep: boolean;
  readonly plan: ImagePlan;
  readonly objects: ImageObjects;
}

/** Everything a thread needs to make a batch; plain data. */
export interface BatchTask {
  readonly samples: readonly SampleTask[];
  readonly normalization: Normalization;
  /** Larger pictures are refused. */
  readonly maxPixels: number;
  /** Memory for the pixels of the batch, with any numbers in it; unless it is shared, it moves along with them. */
  readonly room?: ArrayBufferLike;
}

/** Why an image of a task could not be used. */
export interface SampleFailure {
  /** Position in `samples`. */
  readonly sample: number;
  readonly reason: string;
}

/** What became of a task: a batch without the failed samples. */
export interface BatchOutcome {
  readonly batch: HostBatch;
  readonly failures: readonly SampleFailure[];
  /** Decoded pictures to keep, by position in `samples`. */
  readonly kept: readonly { readonly sample: number; readonly picture: SharedPicture }[];
}
