import { assert, double, property } from 'fast-check';
import { describe, expect, it } from 'vitest';

import { detectionErrorBounds } from './bounds.js';
import { detectionWeight, detectionWeightOffset } from './detection-weight.js';

const ratio = double({ min: -3, max: 6, noNaN: true }).map((exponent) => 10 ** exponent);
const share = double({ min: 0, max: 1, noNaN: true });

describe('detectionWeight', () => {
  it('lies between the bounds of the detection error at R = 1', () => {
    assert(
      property(ratio, (alpha) => {
        const [lower, upper] = [detectionWeight(alpha), detectionWeight(alpha, 'upper')];
        const bounds = detectionErrorBounds(alpha, 1);
        expect(lower).toBeCloseTo(bounds.lower, 9);
        expect(upper).toBeCloseTo(bounds.upperHyperbolic, 9);
        expect(lower).toBeLessThanOrEqual(upper);
      }),
    );
    expect(detectionWeight(3, 'one')).toBe(1);
  });

  it('rises with α from 0 and 1/9 to 1', () => {
    assert(
      property(ratio, share, (alpha, step) => {
        for (const end of ['lower', 'upper'] as const) {
          expect(detectionWeight(alpha, end)).toBeLessThanOrEqual(detectionWeight(alpha * (1 + step), end) + 1e-12);
        }
      }),
    );
    expect(detectionWeight(1e-12)).toBeCloseTo(0, 9);
    expect(detectionWeight(1e-12, 'upper')).toBeCloseTo(1 / 9, 9);
    expect(detectionWeight(1e12)).toBeCloseTo(1, 9);
    expect(detectionWeight(1e12, 'upper')).toBeCloseTo(1, 9);
  });

  // Values of the specification, 8.6; at 1 they are ln 2 and 19/27.
  it.each([
    [1, 0.6931471806, 0.7037037037],
    [2, 0.8109302162, 0.8222222222],
    [0.1579454456, 0.3146514702, 0.3244965148],
  ])('at α = %d', (alpha, lower, upper) => {
    expect(detectionWeight(alpha)).toBeCloseTo(lower, 9);
    // The specification rounds α of the background to ten digits.
    expect(detectionWeight(alpha, 'upper')).toBeCloseTo(upper, 8);
  });
});

describe('detectionWeightOffset', () => {
  it('lifts the line m R above the upper bound, touching it', () => {
    assert(
      property(ratio, (alpha) => {
        const line = (error: number): number => detectionWeight(alpha) * error + detectionWeightOffset(alpha);
        const gaps = Array.from({ length: 20_001 }, (_, i) => {
          // Dense where the bound bends, around R = 1/(6α); for α near 1e-3 the line touches beyond R = 1.
          const error = 4 * (i / 20_000) ** 4;
          return line(error) - detectionErrorBounds(alpha, error).upper;
        });
        const least = Math.min(...gaps);
        expect(least).toBeGreaterThanOrEqual(-1e-9);
        expect(least).toBeLessThanOrEqual(1e-3);
      }),
      { numRuns: 40 },
    );
  });

  // Values of the specification, 8.6.
  it.each([
    [0.05, 0.054743123],
    [0.3, 0.11366191],
    [1, 0.23650078],
    [10, 0.6360238],
    [1000, 0.95834658],
  ])('at α = %d', (alpha, offset) => {
    expect(detectionWeightOffset(alpha)).toBeCloseTo(offset, 7);
  });
});
