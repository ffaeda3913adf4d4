import { fileURLToPath } from 'node:url';

import { expect, it } from 'vitest';

import { findGoldens, siblingIn } from '../find-goldens.js';
import { handlers } from './index.js';

const root = process.env['LOSS_GOLDENS'] ?? fileURLToPath(new URL('../../../../packages/testing/goldens/losses', import.meta.url));

// Every case of every file, both implementations; the goldens' tolerances are the judge.
for (const backend of ['wasm', 'cpu'] as const) {
  // Samplers are compared with the data; the large cases take a minute on the slow backend, which `npm run parity` has.
  const left = backend === 'cpu' ? /samplers|lvis/u : /samplers/u;
  it.each(findGoldens(root).filter(({ path }) => !left.test(path)))(
    `agrees with $path on ${backend}`,
    async (file) => {
      const [handler] = handlers;
      expect(handler.matches(file)).toBe(true);
      const failures: string[] = [];
      let cases = 0;
      for await (const { name, passed, detail } of handler.run(file, { backend, root, sibling: (path) => siblingIn(root, path) })) {
        cases++;
        if (!passed) failures.push(`${name}: ${detail ?? ''}`);
      }
      expect(failures).toEqual([]);
      expect(cases).toBeGreaterThan(0);
    },
    240_000,
  );
}
