import fc from 'fast-check';
import { expect, it } from 'vitest';

import { ClassFlags } from './class-flags.js';

it('has exactly the pairs that were set, also at the borders of its words', () => {
  const pair = fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 69 }));
  fc.assert(
    fc.property(fc.array(pair), (pairs) => {
      const flags = new ClassFlags(5, 70);
      for (const [image, category] of pairs) flags.set(image, category);
      const wanted = new Set(pairs.map(([image, category]) => 70 * image + category));
      for (let at = 0; at < 5 * 70; at++) expect(flags.has(Math.floor(at / 70), at % 70)).toBe(wanted.has(at));
    }),
  );
});
