import { describe, expect, it } from 'vitest';

import { patchOf } from './patch.js';
import { SceneCanvas } from './scene-canvas.js';

/** An opaque grey square. */
const square = (side: number) => {
  const pixels = new Float32Array(side * side * 4);
  for (let i = 0; i < side * side; i++) pixels.set([100, 100, 100, 1], i * 4);
  return patchOf(pixels, side, side);
};
const canvasOf = (size: number): SceneCanvas => new SceneCanvas(size, new Float32Array(size * size * 3));

describe('SceneCanvas', () => {
  it('knows what is on top of each pixel', () => {
    const canvas = canvasOf(4);
    expect([canvas.paste(square(2), 0, 0), canvas.paste(square(2), 1, 1)]).toEqual([1, 2]);
    expect(Array.from(canvas.owners)).toEqual([1, 1, 0, 0, 1, 2, 2, 0, 0, 2, 2, 0, 0, 0, 0, 0]);
  });

  it('adds up what is hidden of a thing over several pastes', () => {
    const canvas = canvasOf(10);
    canvas.paste(square(4), 0, 0);
    expect(Array.from(canvas.hiddenBy(square(2), 0, 0))).toEqual([[1, 0.25]]);
    canvas.paste(square(2), 0, 0);
    // Another four of the sixteen pixels; the second thing is not touched.
    expect(Array.from(canvas.hiddenBy(square(2), 2, 2))).toEqual([[1, 0.5]]);
    expect(canvas.hiddenBy(square(2), 8, 8).size).toBe(0);
  });

  it('cuts patches at the border', () => {
    const canvas = canvasOf(3);
    canvas.paste(square(2), -1, 2);
    expect(Array.from(canvas.owners)).toEqual([0, 0, 0, 0, 0, 0, 1, 0, 0]);
    expect(canvas.colours[6 * 3]).toBe(100);
  });

  it('blends by alpha and counts only pixels of at least half alpha', () => {
    const canvas = new SceneCanvas(2, new Float32Array(12).fill(200));
    canvas.paste(patchOf(Float32Array.of(25, 0, 0, 0.25, 50, 0, 0, 0.5), 2, 1), 0, 0);
    expect(Array.from(canvas.colours.subarray(0, 6))).toEqual([175, 150, 150, 150, 100, 100]);
    expect(Array.from(canvas.owners)).toEqual([0, 1, 0, 0]);
  });
});
