import type { GoldenPrecision, LossGoldenCase } from '@ecm/testing';
import { tf } from '@ecm/tensor';
import { lossValueMismatch } from '@ecm/testing';

import type { CaseContext, CaseStarter } from './golden-step.js';
import { GoldenStep } from './golden-step.js';

/** Runs all steps of a case. @returns the first difference, or `undefined` */
export async function caseMismatch(
  golden: LossGoldenCase,
  starter: CaseStarter,
  precision: GoldenPrecision,
  context: CaseContext,
): Promise<string | undefined> {
  const run = starter(new GoldenStep(golden, 0, context));
  for (const [index, step] of golden.steps.entries()) {
    tf.engine().startScope();
    const found = await run(new GoldenStep(golden, index, context));
    tf.engine().endScope();
    const id = golden.steps.length > 1 ? `${golden.id}#${index}` : golden.id;
    for (const [key, expected] of Object.entries(step.expected)) {
      const values = found[key];
      const difference =
        values === undefined
          ? 'the toolbox computes no such value'
          : lossValueMismatch(values, expected, precision, { setSeed: context.setSeed, name: `${id}:${key}` });
      if (difference !== undefined) return `step ${index}, ${key}: ${difference}`;
    }
  }
  return undefined;
}
