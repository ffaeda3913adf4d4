import { type Patch, solidAlpha } from './patch.js';

/** What covers a pixel when nothing does. */
const background = 0;

/**
 * A picture in the making: colours, and for each pixel which pasted thing is on top. Masks that come from it are exact and
 * disjoint by construction.
 */
export class SceneCanvas {
  readonly size: number;
  /** 0 … 255, float32 [size, size, 3]. */
  readonly colours: Float32Array;
  /** Number of the thing on top of each pixel, from 1 in order of pasting; 0 is background. */
  readonly owners: Int16Array;
  /** Solid pixels of each thing when it was pasted, and how many of them still show, by number. */
  readonly #areas = [0];
  readonly #visible = [0];

  /** @param colours background, taken over */
  constructor(size: number, colours: Float32Array) {
    this.size = size;
    this.colours = colours;
    this.owners = new Int16Array(size * size);
  }

  /**
   * Tells which share of each thing would be hidden after pasting a patch.
   *
   * @returns hidden shares by number, things that the patch does not touch left out
   */
  hiddenBy(patch: Patch, left: number, top: number): Map<number, number> {
    const covered = new Map<number, number>();
    this.#eachSolidPixel(patch, left, top, (pixel) => {
      const owner = this.owners[pixel];
      if (owner !== background) covered.set(owner, (covered.get(owner) ?? 0) + 1);
    });
    for (const [owner, count] of covered) covered.set(owner, 1 - (this.#visible[owner] - count) / this.#areas[owner]);
    return covered;
  }

  /** Pastes a patch on top of everything; what reaches over the border is cut. @returns the number of the new thing */
  paste(patch: Patch, left: number, top: number): number {
    const number = this.#areas.length;
    let area = 0;
    this.#eachSolidPixel(patch, left, top, (pixel) => {
      this.#visible[this.owners[pixel]]--;
      this.owners[pixel] = number;
      area++;
    });
    this.#areas.push(area);
    this.#visible.push(area);
    this.#blend(patch, left, top);
    return number;
  }

  #eachSolidPixel({ width, pixels, solid }: Patch, left: number, top: number, visit: (pixel: number) => void): void {
    for (let y = Math.max(solid.top, -top); y < Math.min(solid.bottom, this.size - top); y++) {
      for (let x = Math.max(solid.left, -left); x < Math.min(solid.right, this.size - left); x++) {
        if (pixels[(y * width + x) * 4 + 3] >= solidAlpha) visit((top + y) * this.size + left + x);
      }
    }
  }

  #blend({ width, height, pixels }: Patch, left: number, top: number): void {
    for (let y = Math.max(0, -top); y < Math.min(height, this.size - top); y++) {
      for (let x = Math.max(0, -left); x < Math.min(width, this.size - left); x++) {
        const source = (y * width + x) * 4;
        const target = ((top + y) * this.size + left + x) * 3;
        const rest = 1 - pixels[source + 3];
        for (let channel = 0; channel < 3; channel++) {
          this.colours[target + channel] = pixels[source + channel] + rest * this.colours[target + channel];
        }
      }
    }
  }
}
