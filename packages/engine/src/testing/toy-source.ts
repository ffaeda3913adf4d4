import type { BatchPosition, BatchSource, HostBatch, LoaderReport } from '@ecm/core';
import { SeededRandom } from '@ecm/core';

/** An endless source of random 2 x 2 images, the same for the same seed and position. */
export class ToySource implements BatchSource {
  readonly batchesPerEpoch: number;
  readonly #seed: number;
  #position: BatchPosition = { epoch: 0, batch: 0 };

  constructor({ seed, batchesPerEpoch }: { readonly seed: number; readonly batchesPerEpoch: number }) {
    this.#seed = seed;
    this.batchesPerEpoch = batchesPerEpoch;
  }

  get position(): BatchPosition {
    return this.#position;
  }

  next(): Promise<HostBatch> {
    const { epoch, batch } = this.#position;
    const random = new SeededRandom(this.#seed, 'toy', epoch, batch);
    this.#position = batch + 1 < this.batchesPerEpoch ? { epoch, batch: batch + 1 } : { epoch: epoch + 1, batch: 0 };
    const size = { height: 2, width: 2 };
    const info = {
      ...size,
      originalHeight: 2,
      originalWidth: 2,
      paddedHeight: 2,
      paddedWidth: 2,
      scaleX: 1,
      scaleY: 1,
      flipped: false,
    };
    const truth = { boxes: new Float32Array(0), labels: new Int32Array(0) };
    return Promise.resolve({
      ...size,
      pixels: Float32Array.from({ length: 2 * 12 }, () => random.normal()),
      infos: [0, 1].map((i) => ({ ...info, id: i, fileName: `${epoch}-${batch}-${i}.jpg` })),
      truths: [truth, truth],
    });
  }

  seek(position: BatchPosition): void {
    this.#position = position;
  }

  report(): LoaderReport {
    return { batches: 0, images: 0, waitedMs: 0, failures: [], leftOut: {} };
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
