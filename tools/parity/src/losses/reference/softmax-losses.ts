import {
  balancedGroupScores,
  balancedGroupSoftmax,
  classGroups,
  seesawLoss,
  seesawScores,
  softmaxCrossEntropy,
  softmaxRows,
} from '@ecm/losses/reference';

import { reductionOptions } from './common.js';
import type { Logits, ReferenceFactory } from './reference-loss.js';
import { single } from './reference-loss.js';

const softmax = ({ logits, columns }: Logits) => softmaxRows(logits, columns);

const seesaw: ReferenceFactory = (first, columns) => {
  const counts = (first.start('counts', columns - 1) ?? new Float64Array(columns - 1)).slice();
  return {
    run: (step, input) => {
      const labels = step.integers('labels');
      for (const label of labels) counts[label]++;
      const options = { p: step.param<number>('p'), q: step.param<number>('q'), epsilon: step.param<number>('eps') };
      const averageFactor = step.number('avg_factor') ?? step.param<number>('avg_factor');
      const { classes, objectness } = seesawLoss({ ...input, ...reductionOptions(step), averageFactor, ...options, labels, counts });
      return {
        terms: { loss_cls_classes: classes.loss, loss_cls_objectness: objectness.loss },
        gradient: classes.gradient.map((value, k) => value + objectness.gradient[k]),
        more: { 'state:counts': counts.slice() },
      };
    },
    scores: ({ logits }) => seesawScores(logits, columns),
  };
};

/** Losses that are softmax cross-entropies. */
export const softmaxLosses: Readonly<Record<string, ReferenceFactory>> = {
  softmax_ce: () => ({
    run: (step, input) =>
      single(
        softmaxCrossEntropy({
          ...input,
          ...reductionOptions(step),
          labels: step.integers('labels'),
          classWeights: step.paramArray('class_weight'),
          ignoreIndex: step.param<number>('ignore_index'),
          averageNonIgnored: step.param<boolean>('avg_non_ignore'),
        }),
      ),
    scores: softmax,
  }),
  loce: () => ({
    run: (step, input) => {
      const offset = step.array('mean_score').data.map(Math.log);
      return single(softmaxCrossEntropy({ ...input, ...reductionOptions(step), labels: step.integers('labels'), offset }));
    },
    scores: softmax,
  }),
  bags: (first) => {
    const groups = classGroups(first.paramArray('counts') ?? [], first.param<number[]>('bin_split'));
    return {
      run: (step, input) =>
        single(
          balancedGroupSoftmax({
            ...input,
            groups,
            labels: step.integers('labels'),
            mask: step.array('group_mask').data,
            lossWeight: step.param<number>('loss_weight'),
          }),
        ),
      scores: ({ logits }) => balancedGroupScores(logits, groups),
    };
  },
  seesaw,
};
