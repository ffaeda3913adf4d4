import { expect, it } from 'vitest';

import { insideImage } from './inside-image.js';

// Image of height 20 and width 10; the lower side counts, the upper side does not.
const boxes = Float32Array.of(0, 0, 9.5, 19.5, 0, 0, 10, 19, 0, 0, 9, 20, -1, 0, 5, 5, 0, -2, 10.5, 20);

it.each([
  [0, [1, 0, 0, 0, 0]],
  [1, [1, 1, 1, 1, 0]],
  [2, [1, 1, 1, 1, 1]],
  [-1, [1, 1, 1, 1, 1]],
])('border %i', (border, expected) => {
  expect([...insideImage(boxes, 20, 10, border)]).toEqual(expected);
});
