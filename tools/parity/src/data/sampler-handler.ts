import { isLossGolden, lossValueMismatch } from '@ecm/testing';

import type { CaseResult, GoldenHandler } from '../handler.js';
import { samplerCases, samplerValues } from './sampler-cases.js';

/** `losses/samplers.json`: repeat factors and class-aware sampling with given random numbers. */
export const samplerHandler: GoldenHandler = {
  matches: (file) => {
    const content = file.read();
    return isLossGolden(content) && content.cases.length > 0 && content.cases.every(({ loss }) => loss in samplerCases);
  },
  *run(file, context): Iterable<CaseResult> {
    const content = file.read();
    if (!isLossGolden(content)) return;
    const other = (path: string) => context.sibling(path).read();
    for (const golden of content.cases) {
      for (const [index, step] of golden.steps.entries()) {
        const values = samplerValues(golden, index, other) ?? {};
        for (const [key, expected] of Object.entries(step.expected)) {
          const found = values[key] ?? [];
          const detail = lossValueMismatch(found, expected, 'f64', { setSeed: content.set_seed, name: `${golden.id}:${key}` });
          yield { name: `${golden.id} ${key}`, passed: detail === undefined, ...(detail !== undefined && { detail }) };
        }
      }
    }
  },
};
