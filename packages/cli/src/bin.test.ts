import { accessSync, constants, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { expect, it } from 'vitest';

it('names a program that stands in the repository, so that `npx ecm` works in a fresh clone', () => {
  const { bin } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { bin: { ecm: string } };
  const program = new URL(`../${bin.ecm}`, import.meta.url);
  expect(bin.ecm).not.toContain('dist/');
  expect(() => {
    accessSync(fileURLToPath(program), constants.X_OK);
  }).not.toThrow();
});
