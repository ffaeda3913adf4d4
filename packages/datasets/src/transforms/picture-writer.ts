import { ShapeError, UserError } from '@ecm/core';

import { kernelBinary } from './kernels/binary.js';
import type { Normalization } from './normalization.js';
import type { PixelSize } from './resized-size.js';
import { wholeWeights } from './whole-weights.js';

/** What happens to a picture on its way into a batch. */
export interface PictureChange {
  /** Size after the resize. */
  readonly size: PixelSize;
  readonly flipped: boolean;
  /** Factor on the levels; 1 leaves them as they are. */
  readonly brightness: number;
  readonly normalization: Normalization;
}

/** The functions of the module; see kernels/index.ts. */
interface Kernel {
  beginPicture(at: number, bytes: number): void;
  writeRows(
    source: number,
    rowBytes: number,
    firstRow: number,
    columns: number,
    width: number,
    rows: number,
    count: number,
    settings: number,
    swapped: boolean,
    out: number,
    outBytes: number,
  ): void;
}

const PAGE = 65_536;
/** Rows of the result that are made at once: they are copied out while the processor still has them at hand. */
const STRIP = 16;
/** Pixels beyond the end of a row that the kernel may write. */
const SLACK = 8;

/**
 * Resizes, mirrors and normalises pictures in one go, with WebAssembly. Levels are those of `resizePixels`; each level then
 * becomes (level · brightness, cut at 255) − mean, times 1 / std, all in float32. One writer serves one thread.
 */
export class PictureWriter {
  readonly #memory = new WebAssembly.Memory({ initial: 1 });
  readonly #kernel: Kernel;

  /** @throws UserError if this machine has no WebAssembly with vectors, which every Node that is supported has */
  constructor() {
    const bytes = Uint8Array.from(atob(kernelBinary), (letter) => letter.charCodeAt(0));
    if (!WebAssembly.validate(bytes))
      throw new UserError('Pictures are resized with WebAssembly and its vectors, which this machine lacks.');
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory: this.#memory } });
    this.#kernel = exports as unknown as Kernel;
  }

  /**
   * Writes a picture into the upper left corner of a batch entry; the rest of the entry stays as it is.
   *
   * @param pixels uint8 RGB [from.height, from.width, 3]
   * @param into float32 [rows, rowWidth, 3] of one image of the batch
   * @param rowWidth width of the batch in pixels
   * @throws ShapeError if `pixels` is not from.height · from.width · 3 long
   */
  write(pixels: Uint8Array, from: PixelSize, change: PictureChange, into: Float32Array, rowWidth: number): void {
    const expected = from.height * from.width * 3;
    if (pixels.length !== expected) throw new ShapeError('PictureWriter: pixels', `height · width · 3 = ${expected} long`, [pixels.length]);
    const { width, height } = change.size;
    const rowBytes = from.width * 3;
    const axis = wholeWeights(from.height, height);
    const outValues = (width + SLACK) * 3;
    const sourceRows = mostRows(axis, height);
    const place = layout({
      settings: 28 * 4,
      columns: width * 8,
      rows: STRIP * 16,
      lines: 2 * outValues * 2,
      out: STRIP * outValues * 4,
      source: sourceRows * rowBytes + 16,
    });
    this.#reserve(place.end);
    const { buffer } = this.#memory;
    const ints = new Int32Array(buffer);
    const floats = new Float32Array(buffer);
    floats.set(settingsOf(change), place.settings >> 2);
    ints.set(columnsOf(from.width, width, change.flipped), place.columns >> 2);
    this.#kernel.beginPicture(place.lines, outValues * 2);

    const source = new Uint8Array(buffer, place.source);
    for (let y = 0; y < height; y += STRIP) {
      const end = Math.min(y + STRIP, height);
      const [firstRow, lastRow] = [axis.first[y], axis.second[end - 1]];
      source.set(pixels.subarray(firstRow * rowBytes, (lastRow + 1) * rowBytes));
      for (let row = y, i = place.rows >> 2; row < end; row++, i += 4) {
        ints[i] = axis.first[row];
        ints[i + 1] = axis.second[row];
        ints[i + 2] = axis.share0[row];
        ints[i + 3] = axis.share1[row];
      }
      const swapped = change.normalization.channelOrder === 'bgr';
      this.#kernel.writeRows(
        ...([place.source, rowBytes, firstRow, place.columns, width, place.rows, end - y] as const),
        ...([place.settings, swapped, place.out, outValues * 4] as const),
      );
      for (let row = y, at = place.out >> 2; row < end; row++, at += outValues) {
        into.set(floats.subarray(at, at + width * 3), row * rowWidth * 3);
      }
    }
  }

  #reserve(bytes: number): void {
    const missing = bytes - this.#memory.buffer.byteLength;
    if (missing > 0) this.#memory.grow(Math.ceil(missing / PAGE));
  }
}

type Part = 'settings' | 'columns' | 'rows' | 'lines' | 'out' | 'source';

/** Puts parts one after the other, each at a multiple of 16 bytes. */
function layout(sizes: Record<Part, number>): Record<Part | 'end', number> {
  let end = 0;
  const places = Object.entries(sizes).map(([part, size]): [string, number] => {
    const at = end;
    end = Math.ceil((end + size) / 16) * 16;
    return [part, at];
  });
  return { ...(Object.fromEntries(places) as Record<Part, number>), end };
}

/** Most source rows that a strip of the result reaches over. */
function mostRows({ first, second }: { readonly first: Int32Array; readonly second: Int32Array }, height: number): number {
  let most = 1;
  for (let y = 0; y < height; y += STRIP) most = Math.max(most, second[Math.min(y + STRIP, height) - 1] - first[y] + 1);
  return most;
}

/** Brightness four times, then mean and factor of 12 values each, in the order of the network's channels. */
function settingsOf({ brightness, normalization: { mean, std } }: PictureChange): number[] {
  const repeated = (value: (channel: number) => number): number[] => Array.from({ length: 12 }, (_, i) => value(i % 3));
  return [...new Array<number>(4).fill(brightness), ...repeated((channel) => mean[channel]), ...repeated((channel) => 1 / std[channel])];
}

/** For each pixel of a row: bytes to its left neighbour, then both weights as int16. */
function columnsOf(from: number, to: number, flipped: boolean): Int32Array {
  const { first, share0, share1 } = wholeWeights(from, to);
  const columns = new Int32Array(2 * to);
  for (let x = 0; x < to; x++) {
    const source = flipped ? to - 1 - x : x;
    columns[2 * x] = first[source] * 3;
    columns[2 * x + 1] = share0[source] | (share1[source] << 16);
  }
  return columns;
}
