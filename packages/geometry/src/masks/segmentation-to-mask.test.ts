import { describe, expect, it } from 'vitest';

import { segmentationToMask } from './segmentation-to-mask.js';

// The square of rows 1 – 3, columns 1 – 3 in 6 × 5, in all forms.
const counts = [7, 3, 3, 3, 3, 3, 8];

describe('segmentationToMask', () => {
  it.each([
    ['a polygon', [[1, 1, 1, 4, 4, 4, 4, 1]]],
    [
      'two polygons',
      [
        [1, 1, 1, 4, 2, 4, 2, 1],
        [2, 1, 2, 4, 4, 4, 4, 1],
      ],
    ],
    ['a box', [[1, 1, 3, 3]]],
    [
      'two boxes',
      [
        [1, 1, 1, 3],
        [2, 1, 2, 3],
      ],
    ],
    ['a list of counts', { size: [6, 5], counts }],
    ['a compressed string', { size: [6, 5], counts: '7330005' }],
  ])('reads %s', (_, segmentation) => {
    expect(segmentationToMask(segmentation, 6, 5)).toEqual({ height: 6, width: 5, counts: Uint32Array.from(counts) });
  });

  it('gives an empty mask for an empty list', () => {
    expect([...segmentationToMask([], 6, 5).counts]).toEqual([30]);
  });

  it('refuses run lengths of another image', () => {
    expect(() => segmentationToMask({ size: [5, 6], counts }, 6, 5)).toThrowErrorMatchingInlineSnapshot(
      `[UserError: Mask of size [5, 6] belongs to an image of size [6, 5].]`,
    );
  });

  it('refuses run lengths that do not fill the image', () => {
    expect(() => segmentationToMask({ size: [6, 5], counts: [7, 3] }, 6, 5)).toThrowErrorMatchingInlineSnapshot(
      `[UserError: Run lengths of a mask of size [6, 5] must add up to 30 pixels, but add up to 10.]`,
    );
  });
});
