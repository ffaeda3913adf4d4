import { fileURLToPath } from 'node:url';

import { expect, it } from 'vitest';

import { findGoldens, siblingIn } from '../find-goldens.js';
import { handlers } from './index.js';

const root = process.env['LOSS_GOLDENS'] ?? fileURLToPath(new URL('../../../../packages/testing/goldens/losses', import.meta.url));

// Every case of every file, both implementations; the goldens' tolerances are the judge.
for (const backend of ['wasm', 'cpu'] as const) {
  it.each(findGoldens(root))(`agrees with $path on ${backend}`, async (file) => {
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
  });
}
