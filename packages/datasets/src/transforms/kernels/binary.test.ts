import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { expect, it } from 'vitest';

it('is what the sources in kernels/ compile to, byte for byte', () => {
  const build = fileURLToPath(new URL('../../../kernels/build.mjs', import.meta.url));
  // Exit code 1 and a sentence on the error stream if not.
  expect(() => execFileSync(process.execPath, [build, '--check'], { stdio: 'pipe' })).not.toThrow();
});
