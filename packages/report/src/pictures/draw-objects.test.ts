import { describe, expect, it } from 'vitest';

import { classColour } from './class-colours.js';
import { drawObjects } from './draw-objects.js';
import { Raster } from './raster.js';

const at = ({ width, pixels }: Raster, x: number, y: number): number[] =>
  Array.from(pixels.subarray((y * width + x) * 3, (y * width + x) * 3 + 3));

describe('drawObjects', () => {
  const picture = new Raster(96, 96, new Uint8Array(96 * 96 * 3).fill(100));

  it('enlarges small pictures by a whole factor and leaves large ones', async () => {
    expect((await drawObjects(picture, [])).width).toBe(480);
    expect((await drawObjects(new Raster(300, 200), [])).width).toBe(300);
    expect(picture.pixels.every((value) => value === 100)).toBe(true);
  });

  it('draws box, mask and tag where they belong', async () => {
    const counts = Uint32Array.of(50 * 96 + 40, 20, 96 * 96 - 50 * 96 - 60);
    const mask = { height: 96, width: 96, counts };
    const drawn = await drawObjects(picture, [{ box: [48, 38, 53, 62], label: 4, name: 'fox', score: 0.5, mask }]);
    const colour = classColour(4);
    // Left border of the box at 48 · 5, half way down.
    expect(at(drawn, 240, 250)).toEqual([...colour]);
    // Middle of the mask's column 50: 30 % of the class colour over grey 100.
    expect(at(drawn, 252, 250)).toEqual(colour.map((value) => Math.round(0.7 * 100 + 0.3 * value)));
    // Inside the box, beside the mask.
    expect(at(drawn, 246, 250)).toEqual([100, 100, 100]);
    // The tag's background above the box: 16 rows of letters and two of padding on each side.
    expect(at(drawn, 240, 38 * 5 - 20)).toEqual([...colour]);
  });

  it('survives boxes outside the picture and empty ones', async () => {
    const objects = [
      { box: [-20, -20, -10, -10], label: 0, name: 'a' },
      { box: [90, 90, 200, 200], label: 1, name: 'b' },
      { box: [5, 5, 5, 5], label: 2, name: 'c'.repeat(200) },
    ] as const;
    expect((await drawObjects(picture, objects)).height).toBe(480);
  });
});
