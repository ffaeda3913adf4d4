import { BagsLoss, LoceLoss, SeesawLoss, SoftmaxCeLoss } from '@ecm/losses';

import { commonOptions, lossOptions, renamed } from './classification.js';
import type { TensorFactory } from './tensor-loss.js';

/** Losses that are softmax cross-entropies. */
export const softmaxLosses: Readonly<Record<string, TensorFactory>> = {
  softmax_ce: (first) => {
    const names = { ignoreIndex: 'ignore_index', averageNonIgnored: 'avg_non_ignore' };
    const loss = new SoftmaxCeLoss({ ...commonOptions(first), ...renamed(first, names), classWeights: first.paramArray('class_weight') });
    return {
      loss,
      losses: (step, logits) =>
        step.param('reduction') === 'none'
          ? { loss: loss.elementLosses(logits, step.integers('labels'), lossOptions(step)) }
          : loss.losses(logits, step.integers('labels'), lossOptions(step)),
    };
  },
  loce: (first, columns) => {
    const loss = new LoceLoss({ ...commonOptions(first), classes: columns - 1 });
    return {
      loss,
      losses: (step, logits) => {
        const [labels, scores] = [step.integers('labels'), step.array('mean_score').data];
        const asElements = step.param('reduction') === 'none';
        return {
          loss: asElements
            ? loss.elementLosses(logits, labels, scores, lossOptions(step))
            : loss.equilibrium(logits, labels, scores, lossOptions(step)),
        };
      },
    };
  },
  bags: (first) => {
    const loss = new BagsLoss({
      ...commonOptions(first),
      ...renamed(first, { binSplit: 'bin_split', beta: 'beta' }),
      counts: first.paramArray('counts') ?? new Float64Array(0),
    });
    return { loss, losses: (step, logits) => loss.lossesOf(logits, step.integers('labels'), step.array('group_mask').data) };
  },
  seesaw: (first, columns) => {
    const loss = new SeesawLoss({ ...commonOptions(first), ...renamed(first, { p: 'p', q: 'q', epsilon: 'eps' }), classes: columns - 2 });
    const counts = first.start('counts', columns - 1);
    if (counts !== undefined) loss.state.load({ cum_samples: { shape: [columns - 1], data: counts } });
    return {
      loss,
      losses: (step, logits) =>
        step.param('reduction') === 'none'
          ? loss.elementLosses(logits, step.integers('labels'), lossOptions(step))
          : loss.losses(logits, step.integers('labels'), lossOptions(step)),
      after: () => {
        loss.advance();
        return { 'state:counts': loss.state.save()['cum_samples'].data };
      },
    };
  },
};
