import type { GroundTruth } from './ground-truth.js';
import type { ImageInfo } from './image-info.js';

/** A batch on the host: what a loader hands to training and testing. */
export interface HostBatch {
  /** Normalised pixels, float32 [N, height, width, 3], zero-padded at the bottom and right. */
  readonly pixels: Float32Array;
  readonly height: number;
  readonly width: number;
  readonly infos: readonly ImageInfo[];
  /** Objects per image; empty rows for images without objects. */
  readonly truths: readonly GroundTruth[];
}

/** Where a stream of training batches stands: enough to go on with the same bits. */
export interface BatchPosition {
  readonly epoch: number;
  /** Number of batches of this epoch that have been handed out. */
  readonly batch: number;
}

/** What a loader measured about itself since it was opened. */
export interface LoaderReport {
  readonly batches: number;
  readonly images: number;
  /** Milliseconds that the consumer waited for a batch. */
  readonly waitedMs: number;
  /** Images that could not be read, with the reason. */
  readonly failures: readonly { readonly fileName: string; readonly reason: string }[];
  /** Objects that the rules of training leave out, by reason; an image that is visited twice counts twice. */
  readonly leftOut: Readonly<Record<string, number>>;
}

/** An endless stream of training batches, the same for the same seed and position. */
export interface BatchSource {
  readonly batchesPerEpoch: number;
  /** The position of the batch that `next` will return. */
  readonly position: BatchPosition;
  next(): Promise<HostBatch>;
  /** Says that nobody will look at the pixels of a batch again: their memory may become that of a later one. */
  recycle?(batch: HostBatch): void;
  /** Continues from a saved position; call before the first `next`. */
  seek(position: BatchPosition): void;
  report(): LoaderReport;
  close(): Promise<void>;
}

/** One pass over the images of a data set in file order, each image once, without augmentation. */
export interface TestSource {
  /** Images of the pass, those that cannot be read included. */
  readonly size: number;
  /** Images left out so far because they could not be read, with the reason. */
  readonly failures: LoaderReport['failures'];
  [Symbol.asyncIterator](): AsyncIterator<HostBatch>;
  close(): Promise<void>;
}
