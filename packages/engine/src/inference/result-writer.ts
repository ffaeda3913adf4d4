import type { Detections } from '@ecm/core';

/** Takes detections image by image. */
export interface ResultWriter {
  /** @param imageId id of the image in the data set */
  add(imageId: number, detections: Detections): void;
  /** Completes what was written. */
  close(): void;
  /** Throws away what was written; called instead of `close` if testing did not come to its end. */
  discard(): void;
}
