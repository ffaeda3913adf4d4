import { SeededRandom } from '@ecm/core';
import { describe, expect, it } from 'vitest';

import { planImage } from './plan-image.js';
import { transformObjects } from './transform-objects.js';

const image = { id: 3, fileName: 'a.png', width: 40, height: 20, negativeCategoryIds: [], notExhaustiveCategoryIds: [] };
const options = { scales: [30, 40, 50], maxLongSide: 90, flip: 0.5, brightness: 0.2, padDivisor: 32 };

describe('planImage', () => {
  it('takes the first scale and no chance for testing', () => {
    expect(planImage(image, options)).toEqual({
      id: 3,
      fileName: 'a.png',
      originalHeight: 20,
      originalWidth: 40,
      height: 30,
      width: 60,
      paddedHeight: 32,
      paddedWidth: 64,
      scaleX: 1.5,
      scaleY: 1.5,
      flipped: false,
      brightness: 1,
    });
  });

  it('keeps the size where no scales are given', () => {
    const { width, height, paddedWidth, paddedHeight } = planImage(image, { ...options, scales: [] });
    expect([width, height, paddedWidth, paddedHeight]).toEqual([40, 20, 64, 32]);
  });

  it('draws scales, mirror images and brightness evenly and within their limits', () => {
    const plans = Array.from({ length: 3000 }, (_, i) => planImage(image, options, new SeededRandom(1, 'plan', i)));
    const share = (test: (plan: (typeof plans)[number]) => boolean) => plans.filter(test).length / plans.length;
    // 3000 draws: a share p has a standard deviation below 0.01; the limits are five of them.
    for (const height of [30, 40, 45]) expect(Math.abs(share((plan) => plan.height === height) - 1 / 3)).toBeLessThan(0.05);
    expect(Math.abs(share(({ flipped }) => flipped) - 0.5)).toBeLessThan(0.05);
    expect(Math.abs(share(({ brightness }) => brightness < 1) - 0.5)).toBeLessThan(0.05);
    expect(plans.every(({ brightness }) => brightness >= 0.8 && brightness <= 1.2)).toBe(true);
  });
});

describe('transformObjects', () => {
  // A square 2..12 x 4..14 in 40 x 20, resized by 1.5 to 60 x 30: 3..18 x 6..21; mirrored: 42..57.
  const polygon = Float64Array.of(2, 4, 12, 4, 12, 14, 2, 14);
  const objects = { rectangles: Float64Array.of(2, 4, 10, 10, 35, 10, 10, 15), labels: Int32Array.of(7, 1) };
  const plan = planImage(image, options);

  it('scales and clips boxes', () => {
    const { boxes, labels, masks } = transformObjects(objects, plan);
    expect([...boxes]).toEqual([3, 6, 18, 21, 52.5, 15, 60, 30]);
    expect([labels, masks]).toEqual([Int32Array.of(7, 1), undefined]);
  });

  it('mirrors boxes and masks together', () => {
    const segmentations = [{ polygons: [polygon] }, { runLengths: { height: 20, width: 40, counts: Uint32Array.of(0, 800) } }];
    const { boxes, masks = [] } = transformObjects({ ...objects, segmentations }, { ...plan, flipped: true });
    expect([...boxes]).toEqual([42, 6, 57, 21, 0, 15, 7.5, 30]);
    // Nearest: result column x shows source column floor(x / 1.5); columns 2..11 are shown by 3..17, mirrored 42..56; rows 6..20.
    const runs = Array.from({ length: 15 }, () => [15, 15]).flat();
    expect([...masks[0].counts]).toEqual([42 * 30 + 6, ...runs.slice(1), 3 * 30 + 9]);
    expect(masks[1]).toEqual({ height: 30, width: 60, counts: Uint32Array.of(0, 1800) });
  });

  it('refuses a mask of another size than the image', () => {
    const segmentations = [{ runLengths: { height: 2, width: 2, counts: Uint32Array.of(4) } }, { polygons: [polygon] }];
    expect(() => transformObjects({ ...objects, segmentations }, plan)).toThrow('a mask is 2 x 2, but its image 40 x 20');
  });
});
