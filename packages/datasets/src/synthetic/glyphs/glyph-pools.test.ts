import { beforeAll, describe, expect, it } from 'vitest';

import { type GlyphPools, glyphPools } from './glyph-pools.js';
import { glyphSetNames } from './glyph-set.js';

describe('glyphPools', () => {
  let pools: GlyphPools;
  beforeAll(async () => {
    pools = await glyphPools(['noto']);
  });

  it('has classes enough for LVIS, 120 glyphs of clutter and 200 for pre-training', () => {
    expect(pools.classTiers.map((tier) => tier.length)).toEqual([639, 367, 303, 51]);
    expect([pools.clutter.length, pools.pretraining.length]).toEqual([120, 200]);
  });

  it('gives no glyph two uses', () => {
    const all = [...pools.classTiers.flat().map(({ name }) => name), ...pools.clutter, ...pools.pretraining];
    expect(new Set(all).size).toBe(all.length);
  });

  it('keeps pre-training and clutter the same when classes are drawn by several sets', async () => {
    const shared = await glyphPools(glyphSetNames);
    expect([shared.clutter, shared.pretraining]).toEqual([pools.clutter, pools.pretraining]);
    expect(shared.classTiers[0]).toHaveLength(336);
    const all = new Set(pools.classTiers.flat().map(({ name }) => name));
    expect(shared.classTiers.flat().every(({ name }) => all.has(name))).toBe(true);
  });
});
