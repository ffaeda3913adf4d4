import type { HostBatch } from '@ecm/core';
import type { Batch } from '@ecm/core/model';
import { tf } from '@ecm/tensor';

/** Uploads a batch. The caller disposes `images`. */
export function toDevice({ pixels, height, width, infos, truths }: HostBatch): Batch {
  return { images: tf.tensor4d(pixels, [infos.length, height, width, 3]), infos, truths };
}
