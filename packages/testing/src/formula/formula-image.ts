import { formulaUnits } from './formula-units.js';

const triangle = (t: number) => 4 * Math.abs(t - Math.floor(t) - 0.5) - 1;

/**
 * A network input of the detector goldens, already normalised.
 *
 * @param image number of the image
 * @returns float32 [height, width, 3], channels last, pixels beyond `height` x `width` zero
 */
export function formulaImage(
  image: number,
  { height, width, paddedHeight = height, paddedWidth = width }: FormulaImageSize,
  setSeed: number,
): Float32Array {
  const unit = formulaUnits(`image.${image}`, setSeed);
  const pixels = new Float32Array(paddedHeight * paddedWidth * 3);
  for (let c = 0; c < 3; c++) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const noise = 2 * unit((c * height + y) * width + x) - 1;
        pixels[(y * paddedWidth + x) * 3 + c] =
          0.9 * triangle(x / 23 + y / 57 + c / 3 + image * 0.37) + 0.6 * triangle(x / 91 - y / 31 + c * 0.21) + 0.5 * noise;
      }
    }
  }
  return pixels;
}

/** Size of a formula image in pixels. */
export interface FormulaImageSize {
  readonly height: number;
  readonly width: number;
  readonly paddedHeight?: number;
  readonly paddedWidth?: number;
}
