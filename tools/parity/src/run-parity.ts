import { UserError } from '@ecm/core';

import { findGoldens, siblingIn } from './find-goldens.js';
import type { CaseResult, GoldenFile, GoldenHandler, ParityContext } from './handler.js';

/** How often each outcome occurred; files that no handler knows are counted apart. */
export interface ParityCounts {
  passed: number;
  failed: number;
  unknownFiles: number;
}

/** What to compare and where to print. */
export interface ParityOptions {
  readonly goldens: string;
  readonly backend: 'wasm' | 'cpu';
  /** Only files or cases whose path or name contains this. */
  readonly only?: string;
  readonly print: (line: string) => void;
}

/** Runs every golden of a folder through the handlers that know it and prints one line per case. */
export async function runParity(handlers: readonly GoldenHandler[], options: ParityOptions): Promise<ParityCounts> {
  const { goldens, backend, only, print } = options;
  const counts: ParityCounts = { passed: 0, failed: 0, unknownFiles: 0 };
  const context: ParityContext = { backend, root: goldens, sibling: (wanted) => siblingIn(goldens, wanted) };
  const all = findGoldens(goldens);
  // A name that is part of a path means these files; otherwise it is looked for among the cases of all files.
  const named = only === undefined ? [] : all.filter(({ path }) => path.includes(only));
  const files = named.length > 0 ? named : all;
  if (files.length === 0) throw new UserError(`There is no JSON file in ${goldens}. Give the folder of the goldens.`);
  for (const file of files) {
    const matching = handlersOf(file, handlers);
    if (matching instanceof Error) {
      // Not subject to `only`: nobody knows which cases the file holds.
      counts.failed++;
      print(`FAIL ${file.path} (file): it cannot be read: ${matching.message}`);
      continue;
    }
    if (matching.length === 0) {
      counts.unknownFiles++;
      print(`skip ${file.path}: no case of a known form; perhaps the input of another file`);
    }
    for (const handler of matching) {
      for await (const result of resultsOf(handler, file, context)) {
        const name = `${file.path} ${result.name}`;
        if (only !== undefined && !name.includes(only)) continue;
        counts[result.passed ? 'passed' : 'failed']++;
        print(`${result.passed ? 'ok  ' : 'FAIL'} ${name}${result.passed || result.detail === undefined ? '' : `: ${result.detail}`}`);
      }
    }
  }
  return counts;
}

/** @returns the handlers that know the file, or why it cannot be read */
function handlersOf(file: GoldenFile, handlers: readonly GoldenHandler[]): GoldenHandler[] | Error {
  try {
    return handlers.filter((candidate) => candidate.matches(file));
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

async function* resultsOf(handler: GoldenHandler, file: GoldenFile, context: ParityContext): AsyncGenerator<CaseResult> {
  try {
    yield* handler.run(file, context);
  } catch (error) {
    yield { name: '(file)', passed: false, detail: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
