import { readFileSync } from 'node:fs';

import { encodeMask, polygonsToMask } from '@ecm/geometry';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { maskShares, maskTargets } from './mask-targets.js';

interface ImageCase {
  readonly image: [number, number];
  readonly pad: [number, number];
  readonly polygons: number[][][];
  readonly bitmapRle: { counts: number[]; area: number }[];
  readonly boxes: number[][];
  readonly gtIndex: number[];
  readonly targetRowMajor: string[];
  readonly nearHalf: number[];
  readonly softSum: number[];
}

const { images } = JSON.parse(
  readFileSync(new URL('../../../testing/goldens/detectors/ops/mask_targets.json', import.meta.url), 'utf8'),
) as { images: ImageCase[] };

describe.each(images)('mask targets of an image of $image agree with mmdetection', (golden) => {
  const [height, width] = golden.image;
  const padded = { height: golden.pad[0], width: golden.pad[1] };
  const masks = golden.polygons.map((polygons) => polygonsToMask(polygons, height, width));
  const inputs = [masks, Int32Array.from(golden.gtIndex), Float32Array.from(golden.boxes.flat()), 28, padded] as const;

  it('rasterises the ground truths', () => {
    expect(masks.map(({ counts }) => [...counts])).toEqual(golden.bitmapRle.map(({ counts }) => counts));
  });

  it('in every bit that is not within 1e-5 of one half', () => {
    const found = maskTargets(...inputs);
    golden.targetRowMajor.forEach((bits, i) => {
      const differing = Array.from(bits).filter((bit, k) => Number(bit) !== found[784 * i + k]).length;
      expect(differing).toBeLessThanOrEqual(golden.nearHalf[i]);
    });
  });

  it('in the sum of the shares', () => {
    const shares = maskShares(...inputs);
    golden.softSum.forEach((sum, i) => {
      const found = shares.subarray(784 * i, 784 * (i + 1)).reduce((a, b) => a + b, 0);
      expect(Math.abs(found - sum)).toBeLessThanOrEqual(1e-5 + 1e-4 * sum);
    });
  });
});

/** RoIAlign as the specification (3.10) writes it, on a bitmap, sample by sample. */
function sampledShares(pixels: Uint8Array, height: number, width: number, box: readonly number[], size: number): number[] {
  const [xs, ys] = [box[0] - 0.5, box[1] - 0.5];
  const [bw, bh] = [(box[2] - box[0]) / size, (box[3] - box[1]) / size];
  const [gw, gh] = [Math.ceil(bw), Math.ceil(bh)];
  const value = (y: number, x: number): number => {
    if (y < -1 || y > height || x < -1 || x > width) return 0;
    const [cy, cx] = [Math.min(Math.max(y, 0), height - 1), Math.min(Math.max(x, 0), width - 1)];
    const [y0, x0] = [Math.floor(cy), Math.floor(cx)];
    const [y1, x1] = [Math.min(y0 + 1, height - 1), Math.min(x0 + 1, width - 1)];
    const at = (row: number, column: number): number => pixels[row * width + column];
    const [ly, lx] = [cy - y0, cx - x0];
    return (1 - ly) * ((1 - lx) * at(y0, x0) + lx * at(y0, x1)) + ly * ((1 - lx) * at(y1, x0) + lx * at(y1, x1));
  };
  return Array.from({ length: size * size }, (_, k) => {
    const [p, q] = [Math.floor(k / size), k % size];
    let sum = 0;
    for (let iy = 0; iy < gh; iy++) {
      for (let ix = 0; ix < gw; ix++) sum += value(ys + p * bh + ((iy + 0.5) * bh) / gh, xs + q * bw + ((ix + 0.5) * bw) / gw);
    }
    return sum / Math.max(gw * gh, 1);
  });
}

describe('maskTargets', () => {
  // Specification, check C-33: rows 2 – 5 and columns 3 – 6 of 8 × 8.
  const pixels = Uint8Array.from({ length: 64 }, (_, i) => (i % 8 >= 3 && i % 8 <= 6 && i >= 16 && i < 48 ? 1 : 0));
  const mask = encodeMask(pixels, 8, 8);
  const padded = { height: 8, width: 8 };

  it.each([
    [[1, 1, 7, 7], '0000011101110000'],
    [[2.3, 0.9, 7.6, 6.2], '0000011101110110'],
  ])('of box %j', (box, bits) => {
    expect([...maskTargets([mask], Int32Array.of(0), Float32Array.from(box), 4, padded)].join('')).toBe(bits);
  });

  it('has the shares of the specification', () => {
    const shares = maskShares([mask], Int32Array.of(0), Float32Array.of(2.3, 0.9, 7.6, 6.2), 4, padded);
    [0.4625, 1, 1, 0.5625].forEach((share, i) => {
      expect(shares[4 + i]).toBeCloseTo(share, 4);
    });
    [0.37723, 0.81562, 0.81562, 0.45879].forEach((share, i) => {
      expect(shares[12 + i]).toBeCloseTo(share, 4);
    });
  });

  it('equals sampling the bitmap', () => {
    const corner = fc.integer({ min: -16, max: 64 }).map((quarter) => quarter / 4);
    const scene = fc
      .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }))
      .chain(([h, w]) => fc.tuple(fc.constant(h), fc.constant(w), fc.uint8Array({ min: 0, max: 1, minLength: h * w, maxLength: h * w })));
    fc.assert(
      fc.property(
        scene,
        fc.tuple(corner, corner, corner, corner),
        fc.nat({ max: 3 }),
        fc.nat({ max: 3 }),
        ([h, w, bitmap], [x, y, u, v], below, right) => {
          const [height, width] = [h + below, w + right];
          const canvas = new Uint8Array(height * width);
          for (let row = 0; row < h; row++) canvas.set(bitmap.subarray(row * w, (row + 1) * w), row * width);
          const box = [Math.min(x, u), Math.min(y, v), Math.max(x, u), Math.max(y, v)];
          const clamped = box.map((value, k) => Math.min(Math.max(value, 0), k % 2 === 0 ? width : height));
          const shares = maskShares([encodeMask(bitmap, h, w)], Int32Array.of(0), Float32Array.from(box), 3, { height, width });
          sampledShares(canvas, height, width, clamped, 3).forEach((share, i) => {
            expect(shares[i]).toBeCloseTo(share, 9);
          });
        },
      ),
      { numRuns: 500 },
    );
  });

  it('is empty for an empty box and for no boxes', () => {
    expect([...maskTargets([mask], Int32Array.of(0), Float32Array.of(4, 4, 4, 4), 2, padded)]).toEqual([0, 0, 0, 0]);
    expect(maskTargets([mask], new Int32Array(0), new Float32Array(0), 28, padded).length).toBe(0);
  });
});
