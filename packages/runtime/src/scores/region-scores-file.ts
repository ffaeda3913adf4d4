import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';

/** Regions with their classes and scores. */
export interface ScoredRegions {
  /** Class of each region, C for background; int32 [R]. */
  readonly labels: Int32Array;
  /** Scores of the C classes of each region, float32 [R, columns]; columns beyond the classes do not count. */
  readonly scores: Float32Array;
  readonly columns: number;
}

/** Keeps scored regions on the disk, since those of many images and classes do not fit into memory. */
export class RegionScoresFile {
  readonly #file: string;
  readonly #descriptor: number;
  readonly #blocks: { readonly regions: number; readonly columns: number }[] = [];

  /** @param file removed by `remove` */
  constructor(file: string) {
    this.#file = file;
    this.#descriptor = openSync(file, 'w+');
  }

  append({ labels, scores, columns }: ScoredRegions): void {
    writeSync(this.#descriptor, labels);
    writeSync(this.#descriptor, scores);
    this.#blocks.push({ regions: labels.length, columns });
  }

  /** What was appended, in order. */
  *read(): Generator<ScoredRegions> {
    let position = 0;
    for (const { regions, columns } of this.#blocks) {
      const labels = new Int32Array(regions);
      const scores = new Float32Array(regions * columns);
      for (const part of [labels, scores]) {
        readSync(this.#descriptor, part, 0, part.byteLength, position);
        position += part.byteLength;
      }
      yield { labels, scores, columns };
    }
  }

  remove(): void {
    closeSync(this.#descriptor);
    rmSync(this.#file);
  }
}
