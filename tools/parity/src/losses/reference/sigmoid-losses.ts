import {
  ecmConstants,
  equalizationHierarchyLoss,
  equalizationLoss,
  federatedLoss,
  focalLoss,
  rareClasses,
  sigmoidCrossEntropy,
  sigmoidScores,
  varifocalLoss,
} from '@ecm/losses/reference';

import { classTreeOf, hierarchyMasks } from '../class-trees.js';
import type { GoldenStep } from '../golden-step.js';
import { reductionOptions } from './common.js';
import { eqlv2 } from './eqlv2.js';
import type { Logits, ReferenceFactory } from './reference-loss.js';
import { single } from './reference-loss.js';

const withBackground = ({ logits, columns }: Logits) => sigmoidScores(logits, columns, true);
const plain = ({ logits, columns }: Logits) => sigmoidScores(logits, columns);

/** Foreground-only constants of the dense class-margin losses. */
function view(first: GoldenStep) {
  const counts = first.paramArray('counts');
  if (counts === undefined) return {};
  const { shift, detectionWeight } = ecmConstants(
    counts,
    first.param<number | null>('bg_ratio') ?? undefined,
    first.param<'lower' | 'upper' | 'one'>('detectionWeight'),
  );
  const weighted = first.param<boolean>('applyDetectionWeight') ?? true;
  return {
    shift,
    entryWeights: weighted ? detectionWeight : undefined,
    modulateWith: first.param<'surrogate' | 'sigmoid'>('modulateWith'),
  };
}

const focal: ReferenceFactory = (first) => ({
  run: (step, input) =>
    single(
      focalLoss({
        ...input,
        ...reductionOptions(step),
        ...view(first),
        labels: step.integers('labels'),
        alpha: step.param<number>('alpha'),
        gamma: step.param<number>('gamma'),
      }),
    ),
  scores: plain,
});

const varifocal: ReferenceFactory = (first) => ({
  run: (step, input) =>
    single(
      varifocalLoss({
        ...input,
        ...reductionOptions(step),
        ...view(first),
        targets: step.array('targets').data,
        alpha: step.param<number>('alpha'),
        gamma: step.param<number>('gamma'),
        iouWeighted: step.param<boolean>('iou_weighted'),
      }),
    ),
  scores: plain,
});

/** Losses with one binary classifier per class. */
export const sigmoidLosses: Readonly<Record<string, ReferenceFactory>> = {
  sigmoid_bce: () => ({
    run: (step, input) => {
      const labels = input.flat === true ? new Int32Array(input.logits.length) : step.integers('labels');
      const result = sigmoidCrossEntropy({
        ...input,
        ...reductionOptions(step),
        labels,
        qualities: step.optional('targets'),
        classWeights: step.paramArray('class_weight'),
        ignoreIndex: step.param<number>('ignore_index'),
        averageNonIgnored: step.param<boolean>('avg_non_ignore'),
      });
      return single(result);
    },
    scores: (input) => (input.flat === true ? plain(input) : withBackground(input)),
  }),
  focal,
  ecm_focal: focal,
  varifocal,
  ecm_varifocal: varifocal,
  eql: (first) => ({
    run: (step, input) => {
      const rare = rareClasses(first.paramArray('frequency') ?? [], first.param<number>('lambda') ?? 0);
      return single(equalizationLoss({ ...input, labels: step.integers('labels'), rare, lossWeight: step.param<number>('loss_weight') }));
    },
    scores: withBackground,
  }),
  eqlv2,
  federated: () => ({
    run: (step, input) =>
      single(
        federatedLoss({
          ...input,
          labels: step.integers('labels'),
          kept: step.integers('kept'),
          lossWeight: step.param<number>('loss_weight'),
        }),
      ),
    scores: plain,
  }),
  eql_hier: (first) => ({
    run: (step, input) => {
      const labels = step.integers('labels');
      const masks = hierarchyMasks(first, classTreeOf(first));
      const result = equalizationHierarchyLoss({ ...input, ...masks, labels, lossWeight: step.param<number>('loss_weight') });
      return single(result, masks.listed(labels));
    },
    scores: plain,
  }),
};
