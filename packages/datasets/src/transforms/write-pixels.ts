import type { Normalization } from './normalization.js';
import { normalizationTable } from './normalization.js';
import type { PixelSize } from './resized-size.js';

/** What happens to the levels of a picture on their way into a batch. */
export interface PixelChange {
  readonly normalization: Normalization;
  readonly brightness: number;
  readonly flipped: boolean;
}

/**
 * Writes a picture, mirrored and normalised, into the upper left corner of a batch entry; the rest of the entry keeps its zeros.
 *
 * @param pixels uint8 RGB [size.height, size.width, 3]
 * @param into float32 [rows, rowWidth, 3] of one image of the batch
 * @param rowWidth width of the batch in pixels
 */
export function writePixels(pixels: Uint8Array, size: PixelSize, change: PixelChange, into: Float32Array, rowWidth: number): void {
  const table = normalizationTable(change.normalization, change.brightness);
  // Where each channel of the network lies in the decoded RGB triple.
  const [first, third] = change.normalization.channelOrder === 'rgb' ? [0, 2] : [2, 0];
  const step = change.flipped ? -3 : 3;
  for (let y = 0; y < size.height; y++) {
    let source = (y * size.width + (change.flipped ? size.width - 1 : 0)) * 3;
    let target = y * rowWidth * 3;
    for (let x = 0; x < size.width; x++, source += step) {
      into[target++] = table[pixels[source + first]];
      into[target++] = table[256 + pixels[source + 1]];
      into[target++] = table[512 + pixels[source + third]];
    }
  }
}
