import { describe, expect, it } from 'vitest';

import { instanceCounts } from './instance-counts.js';
import { lvisInstanceCounts } from './lvis-instance-counts.js';

const sum = (values: Iterable<number>): number => Array.from(values).reduce((total, value) => total + value, 0);

describe('instanceCounts', () => {
  it('follows n(x) = exp(ln n_max (1 − x^0.9)) from n_max down to one', () => {
    const counts = instanceCounts({ profile: 'power', classes: 11, maxInstances: 100 });
    // x = 0.5: 0.5^0.9 = 0.535887, 100^0.464113 = 8.4768
    expect([counts[0], counts[5], counts[10]]).toEqual([100, 8, 1]);
  });

  it.each([
    // Instances that the trial of this world counted: 2199, 4128 and 6613, after objects that found no place were dropped.
    { classes: 60, maxInstances: 220, instances: 2202 },
    { classes: 100, maxInstances: 260, instances: 4137 },
    { classes: 200, maxInstances: 200, instances: 6622 },
  ])('gives $classes classes $instances instances', ({ classes, maxInstances, instances }) => {
    expect(sum(instanceCounts({ profile: 'power', classes, maxInstances }))).toBe(instances);
  });

  it("is LVIS v1's own list at its own size", () => {
    const counts = instanceCounts({ profile: 'lvis', classes: 1203, maxInstances: 50_552 });
    expect(Array.from(counts)).toEqual(lvisInstanceCounts);
    expect(sum(counts)).toBe(1_270_141);
  });

  it.each(['power', 'lvis'] as const)('never rises with the rank and never reaches zero (%s)', (profile) => {
    for (const classes of [10, 1203]) {
      const counts = instanceCounts({ profile, classes, maxInstances: 300 });
      expect(counts[0]).toBe(300);
      expect(counts.every((count, rank) => count >= 1 && (rank === 0 || count <= counts[rank - 1]))).toBe(true);
    }
  });
});
