import type { Cell, TruthBatch } from '../detection-batch.js';
import { DetectionBatch } from '../detection-batch.js';
import type { MaskPairs } from '../mask-pairs.js';
import type { StoredMasks } from '../stored-masks.js';

const PAGE = 1 << 16;
/** Masks of a cell begin here. */
const BASE = 16;
/** Positions in larger images are no int32. */
const MOST_PIXELS = 2 ** 31 - 1;

/** What kernels/masks/index.ts exports; addresses are bytes. */
interface MaskKernels {
  readonly rasterise: (polygons: number, end: number, height: number, width: number) => number;
  readonly roomToRasterise: (polygons: number, end: number, width: number) => number;
  readonly readRuns: (counts: number, end: number) => number;
  readonly decodeRuns: (bytes: number, end: number) => number;
  readonly area: (mask: number, end: number) => number;
  readonly intersection: (a: number, aEnd: number, b: number, bEnd: number) => number;
}

/**
 * Makes and compares masks in compiled code: those of one cell lie in its memory, ground truths one behind the other, then the last
 * detection. Its results are those of `DecodedMaskPairs`.
 */
export class KernelMaskPairs implements MaskPairs {
  readonly #stored: StoredMasks;
  readonly #kernels: MaskKernels;
  readonly #memory = new WebAssembly.Memory({ initial: 1 });
  #bytes: Uint8Array = new Uint8Array(this.#memory.buffer);
  #integers: Int32Array = new Int32Array(this.#memory.buffer);
  #first = 0;
  #detections = new DetectionBatch();
  #truths: TruthBatch | undefined;
  /** Of each ground truth of the cell: number of pixels, −1 before it is made, and where its mask lies. */
  #areas = new Float64Array(64);
  #starts = new Int32Array(64);
  #ends = new Int32Array(64);
  #end = BASE;
  /** The detection that lies behind the ground truths, −1 for none. */
  #decoded = -1;
  #decodedStart = 0;
  #decodedEnd = 0;

  /** @param module of `maskModule` */
  constructor(module: WebAssembly.Module, stored: StoredMasks) {
    this.#stored = stored;
    this.#kernels = new WebAssembly.Instance(module, { env: { memory: this.#memory } }).exports as unknown as MaskKernels;
  }

  /** @returns whether the positions of all images fit */
  static fits({ heights, widths }: StoredMasks): boolean {
    return heights.every((height, image) => height * widths[image] <= MOST_PIXELS);
  }

  begin({ g0, g1 }: Cell, detections: DetectionBatch, truths: TruthBatch): void {
    const count = g1 - g0;
    if (count > this.#areas.length) {
      this.#areas = new Float64Array(2 * count);
      this.#starts = new Int32Array(2 * count);
      this.#ends = new Int32Array(2 * count);
    }
    this.#areas.fill(-1, 0, count);
    this.#first = g0;
    this.#detections = detections;
    this.#truths = truths;
    this.#end = BASE;
    this.#decoded = -1;
  }

  truthArea(g: number): number {
    const known = this.#areas[g - this.#first];
    return known < 0 ? this.#makeTruth(g) : known;
  }

  shared(d: number, g: number): number {
    if (this.#areas[g - this.#first] < 0) this.#makeTruth(g);
    if (this.#decoded !== d) this.#decode(d);
    const i = g - this.#first;
    return this.#kernels.intersection(this.#decodedStart, this.#decodedEnd, this.#starts[i], this.#ends[i]);
  }

  #makeTruth(g: number): number {
    if (this.#truths === undefined) return 0;
    const { segmentations, heights, widths } = this.#stored;
    const image = this.#truths.images[g];
    const row = this.#truths.rows[g];
    const integers = segmentations.integers(row);
    const start = this.#end;
    const end = start + 4 * integers.length;
    this.#makeRoom(end);
    this.#integers.set(integers, start >> 2);
    if (segmentations.isRunLengths(row)) this.#end = this.#kernels.readRuns(start, end);
    else {
      this.#makeRoom(end + this.#kernels.roomToRasterise(start, end, widths[image]));
      this.#end = this.#kernels.rasterise(start, end, heights[image], widths[image]);
    }
    // The detection was overwritten.
    this.#decoded = -1;
    const i = g - this.#first;
    this.#starts[i] = start;
    this.#ends[i] = this.#end;
    return (this.#areas[i] = this.#kernels.area(start, this.#end));
  }

  #decode(d: number): void {
    const compressed = this.#stored.compressed(this.#detections.rows[d]);
    const end = this.#end + compressed.length;
    this.#decodedStart = (end + 3) & ~3;
    this.#makeRoom(this.#decodedStart + 4 * compressed.length);
    this.#bytes.set(compressed, this.#end);
    this.#decodedEnd = this.#kernels.decodeRuns(this.#end, end);
    this.#decoded = d;
  }

  #makeRoom(end: number): void {
    if (end <= this.#bytes.length) return;
    this.#memory.grow(Math.ceil((end - this.#bytes.length) / PAGE));
    this.#bytes = new Uint8Array(this.#memory.buffer);
    this.#integers = new Int32Array(this.#memory.buffer);
  }
}
