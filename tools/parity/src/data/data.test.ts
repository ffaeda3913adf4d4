import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from 'vitest';

import { findGoldens, siblingIn } from '../find-goldens.js';
import type { CaseResult, GoldenFile } from '../handler.js';
import { handlers } from './index.js';

const root = fileURLToPath(new URL('../../../../packages/testing/goldens', import.meta.url));
const shared = fileURLToPath(new URL('../../../../../shared/goldens', import.meta.url));

function run(file: GoldenFile, from: string): readonly CaseResult[] {
  const handler = handlers.find((candidate) => candidate.matches(file));
  const context = { backend: 'cpu', root: from, sibling: (path: string) => siblingIn(from, path) } as const;
  return handler === undefined ? [] : [...(handler.run(file, context) as Iterable<CaseResult>)];
}

const failed = (results: readonly CaseResult[]) =>
  results.filter(({ passed }) => !passed).map(({ name, detail }) => `${name}: ${detail ?? ''}`);

describe('goldens of samplers and transforms', () => {
  // Cases: 3 values of each of 6 toys and of LVIS, 3 + 1 + 3 of class-aware sampling; 80 sizes and 2 of each of 12 resizes; 5 of each of 3.
  it.each([
    ['losses/samplers.json', 7 * 3 + 3 + 1 + 3],
    ['evaluation/transforms.json', 80 + 12 * 2],
    ['detectors/ops/resize.json', 3 * 5],
  ])('%s agrees in all cases', (path, count) => {
    const results = run(siblingIn(root, path), root);
    expect(failed(results)).toEqual([]);
    expect(results).toHaveLength(count);
  });

  it('notices a wrong number', () => {
    const file = siblingIn(root, 'losses/samplers.json');
    const altered = JSON.parse(JSON.stringify(file.read()).replace('9.96935303819', '9.96935403819')) as unknown;
    expect(failed(run({ ...file, read: () => altered }, root))).toHaveLength(1);
  });

  it('leaves other goldens to others', () => {
    const others = findGoldens(root).filter(({ path }) => !/samplers|transforms|resize/.test(path));
    expect(others.filter((file) => handlers.some((handler) => handler.matches(file))).map(({ path }) => path)).toEqual([]);
  });

  it.skipIf(!existsSync(shared))('evaluation/samplers.json agrees (skipped where ../shared/goldens is not beside the repository)', () => {
    const results = run(siblingIn(shared, 'evaluation/samplers.json'), shared);
    expect(failed(results)).toEqual([]);
    expect(results).toHaveLength(4 * 3 + 2);
  });
});
