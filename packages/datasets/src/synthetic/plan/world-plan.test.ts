import { beforeAll, describe, expect, it } from 'vitest';

import { glyphPools } from '../glyphs/glyph-pools.js';
import type { Concept } from '../glyphs/concepts.js';
import { resolveWorldOptions } from '../options/resolve-world-options.js';
import { planWorld, type WorldPlan } from './world-plan.js';

const names = ({ classes }: WorldPlan): string[] => classes.map(({ concept }) => concept.name);

describe('planWorld', () => {
  let tiers: readonly (readonly Concept[])[];
  beforeAll(async () => {
    tiers = (await glyphPools(['noto'])).classTiers;
  });
  const plan = (preset: string, seed = 0): WorldPlan => planWorld(resolveWorldOptions({ preset }), tiers, seed);

  it('counts images and instances of its own training images', () => {
    const { classes, splits } = plan('w2');
    const labels = splits.train.map((image) => image.labels);
    classes.forEach(({ imageCount, instanceCount }, label) => {
      expect(imageCount).toBe(labels.filter((image) => image.includes(label)).length);
      expect(instanceCount).toBe(labels.flat().filter((other) => other === label).length);
    });
  });

  it('gives every class of a balanced validation set enough instances', () => {
    const { splits } = plan('w3');
    const counts = new Int32Array(200);
    for (const label of splits.val.flatMap(({ labels }) => labels)) counts[label]++;
    expect([Math.min(...counts), Math.max(...counts)]).toEqual([10, 14]);
  });

  it('makes another world of another seed or draw, and the same of the same', () => {
    expect(plan('w2')).toEqual(plan('w2'));
    expect(names(plan('w4'))).not.toEqual(names(plan('w2')));
    expect(names(plan('w2', 1))).not.toEqual(names(plan('w2')));
  });

  it("reaches LVIS's 1203 classes, with shares of 28, 38 and 34 % in the groups", () => {
    const { classes } = plan('lvis');
    expect(new Set(classes.map(({ concept }) => concept.name)).size).toBe(1203);
    const sizes = ['r', 'c', 'f'].map((group) => classes.filter(({ frequency }) => frequency === group).length);
    expect(sizes).toEqual([337, 457, 409]);
  });

  it('lists categories alphabetically, so that ids do not tell the frequency', () => {
    const listed = names(plan('w2'));
    expect(listed).toEqual([...listed].sort());
  });
});
