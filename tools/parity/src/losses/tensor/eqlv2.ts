import { Eqlv2Loss } from '@ecm/losses';
import { tf } from '@ecm/tensor';

import type { CaseStarter, Found, GoldenStep } from '../golden-step.js';
import { commonOptions, differentiated, renamed } from './classification.js';
import type { TensorFactory } from './tensor-loss.js';

const names = { gamma: 'gamma', mu: 'mu', alpha: 'alpha', testWithObjectness: 'test_with_obj' };
const buffers = { pos: 'pos_grad', neg: 'neg_grad', ratio: 'pos_neg' };

function lossOf(first: GoldenStep, classes: number): Eqlv2Loss {
  const loss = new Eqlv2Loss({ ...commonOptions(first), ...renamed(first, names), classes });
  const saved = Object.entries(buffers).flatMap(([name, buffer]) => {
    const data = first.start(name, classes);
    return data === undefined ? [] : [[buffer, { shape: [classes], data }] as const];
  });
  loss.state.load(Object.fromEntries(saved));
  return loss;
}

function stateFound(loss: Eqlv2Loss): Found {
  const saved = loss.state.save();
  return Object.fromEntries(Object.entries(buffers).map(([name, buffer]) => [`state:${name}`, saved[buffer].data]));
}

/** Equalization loss v2 with one worker. */
export const eqlv2: TensorFactory = (first, columns) => {
  const loss = lossOf(first, columns - 1);
  return {
    loss,
    before: (step) => {
      const { positive, negative } = loss.weights;
      // The originals do not reach their weights without rows; the goldens then list none.
      return step.integers('labels').length === 0 ? { pos_weight: [], neg_weight: [] } : { pos_weight: positive, neg_weight: negative };
    },
    after: () => {
      loss.advance();
      return stateFound(loss);
    },
  };
};

/** Several workers, whose increments are summed before they advance. */
export const eqlv2Workers: CaseStarter = (first) => {
  const [workers, rows, columns] = first.array('logits').shape;
  const losses = Array.from({ length: workers }, () => lossOf(first, columns - 1));
  return (step) => {
    const logits = step.floats('logits');
    const labels = step.integers('labels');
    const found = losses.map((loss, worker) => {
      const own = tf.tensor2d(logits.slice(worker * rows * columns, (worker + 1) * rows * columns), [rows, columns]);
      return differentiated({ logits: own }, (inputs) =>
        loss.losses(inputs['logits'] as tf.Tensor2D, labels.slice(worker * rows, (worker + 1) * rows)),
      );
    });
    const total = losses[0].increments.map((_, k) => losses.reduce((sum, { increments }) => sum + increments[k], 0));
    for (const loss of losses) {
      loss.increments.set(total);
      loss.advance();
    }
    const joined = (key: string) => found.flatMap((one) => Array.from(one[key]));
    return { loss: joined('loss'), 'grad:logits': joined('grad:logits'), ...stateFound(losses[workers - 1]) };
  };
};
