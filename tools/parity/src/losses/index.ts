import { useBackend } from '@ecm/tensor';
import { isLossGolden } from '@ecm/testing';

import type { CaseResult, GoldenHandler } from '../handler.js';
import { referenceStarters } from './reference/index.js';
import { caseMismatch } from './run-case.js';
import { tensorStarters } from './tensor/index.js';

const suites = [
  { name: 'float32', precision: 'f32', starters: tensorStarters },
  { name: 'float64', precision: 'f64', starters: referenceStarters },
] as const;

/** Samplers belong to the data; their handler runs on the same files. */
const comparedWithData = /^(?:rfs$|class_aware\.)/u;

/** Goldens of losses, layers, samplers and theory: the tensor implementation at float32, the reference at double tolerance. */
export const handlers: readonly GoldenHandler[] = [
  {
    matches: (file) => isLossGolden(file.read()),
    async *run(file, context): AsyncGenerator<CaseResult> {
      await useBackend(context.backend);
      const content = file.read();
      if (!isLossGolden(content)) return;
      const arrays = { cases: content.cases, setSeed: content.set_seed, other: (path: string) => context.sibling(path).read() };
      for (const golden of content.cases) {
        if (comparedWithData.test(golden.loss)) continue;
        const known = suites.filter(({ starters }) => golden.loss in starters);
        if (known.length === 0) yield { name: golden.id, passed: false, detail: `nothing computes "${golden.loss}"` };
        for (const { name, precision, starters } of known) {
          const detail = await attempt(() => caseMismatch(golden, starters[golden.loss], precision, arrays));
          yield { name: `${golden.id} (${name})`, passed: detail === undefined, ...(detail !== undefined && { detail }) };
        }
      }
    },
  },
];

async function attempt(work: () => Promise<string | undefined>): Promise<string | undefined> {
  try {
    return await work();
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}
