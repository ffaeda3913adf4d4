import { describe, expect, it } from 'vitest';

import { patchOf } from './patch.js';

describe('patchOf', () => {
  it('counts solid pixels and bounds them, from half alpha on', () => {
    const pixels = new Float32Array(4 * 3 * 4);
    for (const [x, y, alpha] of [
      [0, 0, 0.49],
      [1, 1, 0.5],
      [2, 2, 1],
    ]) {
      pixels[(y * 4 + x) * 4 + 3] = alpha;
    }
    expect(patchOf(pixels, 4, 3)).toMatchObject({ area: 2, solid: { left: 1, top: 1, right: 3, bottom: 3 } });
  });
});
