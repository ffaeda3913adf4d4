import type { BatchSource } from '@ecm/core';
import { SeededRandom } from '@ecm/core';
import type { Detector, Measurement } from '@ecm/core/model';
import { toDevice } from '@ecm/engine';
import { tf } from '@ecm/tensor';

/** Batches on which losses measure their constants; 50 to 100 are ample (spec of the background ratio, supplement F of the paper). */
const measuredBatches = 50;

/** Who measures, and on what. */
export interface Measuring {
  readonly detector: Detector;
  /** The training batches; left where it stands. */
  readonly source: BatchSource;
  /** Opens batches with so many images of every class; one epoch is the list. */
  readonly openBalanced: (imagesPerClass: number) => BatchSource;
  readonly seed: number;
}

/**
 * Lets parts measure what they take from data before training, without updates: constants of losses, such as the background ratio
 * of ECM, on the first batches, a feature memory on a balanced list.
 *
 * @returns sentences that say what was done, for people; none if nothing was pending
 */
export async function measureConstants({ detector, source, openBalanced, seed }: Measuring): Promise<string[]> {
  const pending = (detector.measurements ?? []).filter((measurement) => measurement.pending);
  const lines: string[] = [];
  const onStream = pending.filter(({ imagesPerClass }) => imagesPerClass === undefined);
  if (onStream.length > 0) {
    const start = source.position;
    await run(onStream, { detector, source, seed, batches: measuredBatches });
    source.seek(start);
    lines.push(`Measured the constants of the losses on ${measuredBatches} batches`);
  }
  for (const imagesPerClass of new Set(pending.flatMap((measurement) => measurement.imagesPerClass ?? []))) {
    const balanced = openBalanced(imagesPerClass);
    try {
      const own = pending.filter((measurement) => measurement.imagesPerClass === imagesPerClass);
      await run(own, { detector, source: balanced, seed, batches: balanced.batchesPerEpoch });
      lines.push(`Filled the feature memory on ${balanced.batchesPerEpoch} batches with ${imagesPerClass} images of every class`);
    } finally {
      await balanced.close();
    }
  }
  return lines;
}

async function run(
  measurements: readonly Measurement[],
  { detector, source, seed, batches }: Pick<Measuring, 'detector' | 'source' | 'seed'> & { readonly batches: number },
): Promise<void> {
  for (let index = 0; index < batches; index++) {
    const hostBatch = await source.next();
    tf.tidy(() => {
      detector.losses(toDevice(hostBatch), new SeededRandom(seed, 'measure', index));
    });
    for (const measurement of measurements) measurement.afterBatch?.();
  }
  for (const measurement of measurements) measurement.finish();
}
