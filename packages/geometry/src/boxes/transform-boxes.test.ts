import { describe, expect, it } from 'vitest';

import { boxesToRectangles, clipBoxes, flipBoxes, rectanglesToBoxes, scaleBoxes, unscaleBoxes } from './transform-boxes.js';

const boxes = Float32Array.of(-5, -6, 30, 40, 10, 20, 15, 28);

describe('box transforms', () => {
  it('clips to the image, borders included', () => {
    expect([...clipBoxes(boxes, 25, 12)]).toEqual([0, 0, 12, 25, 10, 20, 12, 25]);
  });

  it('scales x and y on their own, and back', () => {
    const scaled = scaleBoxes(boxes, 2, 0.5);
    expect([...scaled]).toEqual([-10, -3, 60, 20, 20, 10, 30, 14]);
    expect(unscaleBoxes(scaled, 2, 0.5)).toEqual(boxes);
  });

  it('mirrors left to right: x1 becomes width − x2', () => {
    const flipped = flipBoxes(boxes, 100);
    expect([...flipped]).toEqual([70, -6, 105, 40, 85, 20, 90, 28]);
    expect(flipBoxes(flipped, 100)).toEqual(boxes);
  });

  it('converts between corners and rectangles', () => {
    expect([...boxesToRectangles(boxes)]).toEqual([-5, -6, 35, 46, 10, 20, 5, 8]);
    expect(rectanglesToBoxes(boxesToRectangles(boxes))).toEqual(boxes);
  });
});
