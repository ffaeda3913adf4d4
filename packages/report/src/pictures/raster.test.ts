import { describe, expect, it } from 'vitest';

import { Raster } from './raster.js';

/** One character per pixel: `.` black, `#` white, `+` anything between. */
const pictureOf = ({ width, height, pixels }: Raster): string[] =>
  Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_unused, x) => {
      const value = pixels[(y * width + x) * 3];
      return value === 0 ? '.' : value === 255 ? '#' : '+';
    }).join(''),
  );
const white = [255, 255, 255] as const;

describe('Raster', () => {
  it('draws outlines inside the rectangle', () => {
    const raster = new Raster(7, 5);
    raster.outline({ left: 1, top: 1, right: 6, bottom: 4 }, white, 1);
    expect(pictureOf(raster)).toEqual(['.......', '.#####.', '.#...#.', '.#####.', '.......']);
  });

  it('cuts what reaches over the border', () => {
    const raster = new Raster(4, 3);
    raster.fill({ left: -5, top: 2, right: 2, bottom: 9 }, white);
    raster.outline({ left: 2, top: -3, right: 40, bottom: 2 }, white, 1);
    expect(pictureOf(raster)).toEqual(['..#.', '..##', '##..']);
  });

  it('mixes colours', () => {
    const raster = new Raster(1, 1, Uint8Array.of(100, 0, 200));
    raster.fill({ left: 0, top: 0, right: 1, bottom: 1 }, [200, 100, 0], 0.25);
    expect(Array.from(raster.pixels)).toEqual([125, 25, 150]);
  });

  it('pastes pictures, also partly outside', () => {
    const small = new Raster(2, 2, new Uint8Array(12).fill(255));
    const raster = new Raster(3, 3);
    raster.paste(small, -1, -1);
    raster.paste(small, 2, 1);
    raster.paste(small, 3, 0);
    expect(pictureOf(raster)).toEqual(['#..', '..#', '..#']);
  });

  it('refuses pixels of the wrong length', () => {
    expect(() => new Raster(2, 2, new Uint8Array(11))).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: Raster: pixels must be 2 × 2 × 3 bytes, but is [11].]`,
    );
  });
});
