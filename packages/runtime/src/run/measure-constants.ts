import type { BatchSource } from '@ecm/core';
import { SeededRandom } from '@ecm/core';
import type { Detector } from '@ecm/core/model';
import { toDevice } from '@ecm/engine';
import { tf } from '@ecm/tensor';

/** Batches on which losses measure their constants; 50 to 100 are ample (spec of the background ratio, supplement F of the paper). */
const measuredBatches = 50;

/**
 * Lets losses measure what they take from data, such as the background ratio of ECM, on the first batches, without training; then
 * the source stands at its start again.
 *
 * @returns number of batches used; 0 if nothing was to be measured
 */
export async function measureConstants(detector: Detector, source: BatchSource, seed: number): Promise<number> {
  const pending = (detector.measurements ?? []).filter((measurement) => measurement.pending);
  if (pending.length === 0) return 0;
  const start = source.position;
  for (let index = 0; index < measuredBatches; index++) {
    const hostBatch = await source.next();
    tf.tidy(() => {
      detector.losses(toDevice(hostBatch), new SeededRandom(seed, 'measure', index));
    });
  }
  source.seek(start);
  for (const measurement of pending) measurement.finish();
  return measuredBatches;
}
