import { ShapeError } from '@ecm/core';

/** A colour, red, green and blue 0 … 255. */
export type Colour = readonly [number, number, number];

/** A rectangle of whole pixels; right and bottom are the first column and row outside. */
export interface PixelRectangle {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A picture in memory that can be drawn on. What reaches over its border is cut. */
export class Raster {
  readonly width: number;
  readonly height: number;
  /** RGB, one byte each, row by row. */
  readonly pixels: Uint8Array;

  /** @param pixels RGB bytes [height, width, 3], taken over; black if left out */
  constructor(width: number, height: number, pixels: Uint8Array = new Uint8Array(width * height * 3)) {
    if (pixels.length !== width * height * 3) throw new ShapeError('Raster: pixels', `${height} × ${width} × 3 bytes`, [pixels.length]);
    this.width = width;
    this.height = height;
    this.pixels = pixels;
  }

  /** Mixes a colour into one pixel, from 0 (nothing changes) to 1 (the colour itself). */
  blend(x: number, y: number, colour: Colour, share = 1): void {
    if (x < 0 || y < 0 || x >= this.width || y >= this.height) return;
    const at = (y * this.width + x) * 3;
    for (let channel = 0; channel < 3; channel++) {
      this.pixels[at + channel] = Math.round(this.pixels[at + channel] * (1 - share) + colour[channel] * share);
    }
  }

  /** Fills a rectangle, `share` as in `blend`. */
  fill({ left, top, right, bottom }: PixelRectangle, colour: Colour, share = 1): void {
    for (let y = Math.max(0, top); y < Math.min(bottom, this.height); y++) {
      for (let x = Math.max(0, left); x < Math.min(right, this.width); x++) this.blend(x, y, colour, share);
    }
  }

  /** Draws the border of a rectangle, inside it. */
  outline({ left, top, right, bottom }: PixelRectangle, colour: Colour, lineWidth: number): void {
    this.fill({ left, top, right, bottom: Math.min(bottom, top + lineWidth) }, colour);
    this.fill({ left, top: Math.max(top, bottom - lineWidth), right, bottom }, colour);
    this.fill({ left, top, right: Math.min(right, left + lineWidth), bottom }, colour);
    this.fill({ left: Math.max(left, right - lineWidth), top, right, bottom }, colour);
  }

  /** Copies another picture onto this one. */
  paste(picture: Raster, left: number, top: number): void {
    const skipped = Math.max(0, -left);
    const columns = Math.min(picture.width, this.width - left) - skipped;
    if (columns <= 0) return;
    for (let y = Math.max(0, -top); y < Math.min(picture.height, this.height - top); y++) {
      const start = (y * picture.width + skipped) * 3;
      this.pixels.set(picture.pixels.subarray(start, start + columns * 3), ((top + y) * this.width + left + skipped) * 3);
    }
  }
}
