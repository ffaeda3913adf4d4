import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { UserError } from '@ecm/core';

/**
 * Finds the compiled file of a worker thread beside the calling module. Threads cannot run TypeScript, so a module that itself
 * runs from sources (tests) gets the file of the last build.
 *
 * @param name file name without extension
 * @param base `import.meta.url` of the calling module
 * @throws UserError if the file does not exist
 */
export function workerFile(name: string, base: string): URL {
  const compiled = base.endsWith('.ts') ? base.replace(/\/src\/(?!.*\/src\/)/, '/dist/') : base;
  const url = new URL(`./${name}.js`, compiled);
  if (existsSync(url)) return url;
  throw new UserError(`The loader's thread ${fileURLToPath(url)} is not there: build the package (npx tsc -b), or set workers to 0.`);
}
