import { fileURLToPath } from 'node:url';

import { findGoldens, siblingIn } from './find-goldens.js';
import type { CaseResult, GoldenFile, GoldenHandler, ParityContext } from './handler.js';

/** Folder of the goldens that the repository keeps for its tests. */
const KEPT_GOLDENS = fileURLToPath(new URL('../../../packages/testing/goldens', import.meta.url));

/** A golden of the repository and a handler that compares it. */
export interface KeptGolden {
  readonly path: string;
  readonly file: GoldenFile;
  readonly handler: GoldenHandler;
}

/** @returns the goldens of the repository that these handlers compare */
export function keptGoldens(handlers: readonly GoldenHandler[]): KeptGolden[] {
  return findGoldens(KEPT_GOLDENS).flatMap((file) =>
    handlers.filter((handler) => handler.matches(file)).map((handler) => ({ path: file.path, file, handler })),
  );
}

/** Compares a golden of the repository. */
export async function compareKept({ file, handler }: KeptGolden, backend: ParityContext['backend']): Promise<CaseResult[]> {
  const results: CaseResult[] = [];
  const context = { backend, root: KEPT_GOLDENS, sibling: (other: string) => siblingIn(KEPT_GOLDENS, other) };
  for await (const result of handler.run(file, context)) results.push(result);
  return results;
}

/** @returns a line for every comparison that failed */
export function failuresIn(results: readonly CaseResult[]): string[] {
  return results.filter(({ passed }) => !passed).map(({ name, detail }) => `${name}: ${detail ?? ''}`);
}
