import { assert, double, property } from 'fast-check';
import { describe, expect, it } from 'vitest';

import { effectiveMargins, marginObjective } from './margins.js';
import { decisionBoundary, surrogateGradients, surrogateScore, surrogateShift } from './surrogate.js';

const ratio = double({ min: -3, max: 6, noNaN: true }).map((exponent) => 10 ** exponent);
const share = double({ min: 0, max: 1, noNaN: true });

const grid = Array.from({ length: 999 }, (_, i) => (i + 1) / 1000);

describe('effectiveMargins', () => {
  it('sum to 1 and have the smallest objective of a grid on (0, 1)', () => {
    assert(
      property(ratio, ratio, (positives, negatives) => {
        const { positive, negative } = effectiveMargins(negatives / positives);
        const least = marginObjective(positives, negatives, positive);
        const closed = (positives ** -0.25 + negatives ** -0.25) ** 2;
        expect(positive + negative).toBeCloseTo(1, 12);
        expect(Math.abs(least - closed)).toBeLessThanOrEqual(1e-9 * closed);
        for (const other of grid) expect(marginObjective(positives, negatives, other)).toBeGreaterThanOrEqual(least * (1 - 1e-12));
      }),
      { numRuns: 50 },
    );
  });

  it('γ⁺ rises and γ⁻ falls with α; they cross at α = 1', () => {
    assert(
      property(ratio, share, (alpha, step) => {
        const [here, further] = [alpha, alpha * (1 + step)].map(effectiveMargins);
        expect(further.positive).toBeGreaterThanOrEqual(here.positive);
        expect(further.negative).toBeLessThanOrEqual(here.negative);
      }),
    );
    expect(effectiveMargins(1)).toEqual({ positive: 0.5, negative: 0.5 });
    // 16^¼ = 2.
    expect(effectiveMargins(16).positive).toBeCloseTo(2 / 3, 12);
  });
});

describe('the surrogate score', () => {
  it('is ½ where σ(2f) equals the positive margin', () => {
    assert(
      property(ratio, (alpha) => {
        const boundary = decisionBoundary(alpha);
        expect(surrogateScore(boundary, alpha)).toBeCloseTo(0.5, 12);
        expect(1 / (1 + Math.exp(-2 * boundary))).toBeCloseTo(effectiveMargins(alpha).positive, 12);
      }),
    );
  });

  it('is the margin-weighted ratio of exponentials', () => {
    assert(
      property(share, ratio, (part, alpha) => {
        const logit = 12 * part - 6;
        const { positive, negative } = effectiveMargins(alpha);
        const [plus, minus] = [Math.exp(logit) / positive, Math.exp(-logit) / negative];
        expect(surrogateScore(logit, alpha)).toBeCloseTo(plus / (plus + minus), 12);
        expect(surrogateShift(alpha)).toBeCloseTo(Math.log(negative / positive), 10);
      }),
    );
  });

  it('has gradient magnitudes 2(1 − ŝ) and 2ŝ, as finite differences say', () => {
    assert(
      property(share, ratio, (part, alpha) => {
        const logit = 12 * part - 6;
        const { positive, negative } = surrogateGradients(logit, alpha);
        expect(positive + negative).toBeCloseTo(2, 12);
        const h = 1e-6;
        const slope = (value: (f: number) => number): number => (value(logit + h) - value(logit - h)) / (2 * h);
        expect(positive).toBeCloseTo(
          slope((f) => Math.log(surrogateScore(f, alpha))),
          5,
        );
        expect(negative).toBeCloseTo(
          slope((f) => -Math.log1p(-surrogateScore(f, alpha))),
          4,
        );
      }),
    );
  });
});
