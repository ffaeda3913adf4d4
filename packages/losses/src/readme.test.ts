import { readFileSync } from 'node:fs';

import { tf, useBackend } from '@ecm/tensor';
import ts from 'typescript';
import { expect, it } from 'vitest';

import * as losses from './index.js';

it('the example of the README runs and prints a loss, a gradient and scores', async () => {
  await useBackend('cpu');
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const [, example = ''] = /```ts\n([\s\S]*?)```/u.exec(readme) ?? [];
  const code = example.replaceAll(/^import .*$/gmu, '').replaceAll('.print()', '.shape');
  const { outputText } = ts.transpileModule(code, { compilerOptions: { target: ts.ScriptTarget.ES2022 } });
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the README's own code
  const run = new Function('tf', 'EcmLoss', `${outputText}; return [value, grad, loss.scores(logits)];`) as (
    ...given: unknown[]
  ) => readonly [tf.Scalar, tf.Tensor, tf.Tensor];
  const [value, grad, scores] = run(tf, losses.EcmLoss);
  expect(value.dataSync()[0]).toBeGreaterThan(0);
  expect(grad.shape).toEqual([2, 4]);
  expect(scores.shape).toEqual([2, 4]);
  expect(example.trim().split('\n').length).toBeLessThanOrEqual(11);
});
