import type { TypedConfig } from '@ecm/core';

import type { ReferenceAssigner, ReferenceBoxLoss, ReferenceCoder, ReferenceSampler } from './reference-model.js';

/** @returns our config of a reference assigner */
export function translateAssigner(assigner: ReferenceAssigner): TypedConfig {
  const config = {
    type: 'max-iou',
    positiveIou: assigner.pos_iou_thr,
    negativeIou: assigner.neg_iou_thr,
    minPositiveIou: assigner.min_pos_iou,
    matchLowQuality: assigner.match_low_quality ?? true,
    ignoreIof: assigner.ignore_iof_thr,
  };
  return config;
}

/** @param type our sampler: `random` as in the reference, or `first` where a golden says so */
export function translateSampler(sampler: ReferenceSampler, type = 'random'): TypedConfig {
  const config = {
    type,
    count: sampler.num,
    positiveFraction: sampler.pos_fraction,
    maxNegativesPerPositive: sampler.neg_pos_ub,
    addGroundTruths: sampler.add_gt_as_proposals,
  };
  return config;
}

/** @returns our config of a reference delta coder */
export function translateCoder({ target_means, target_stds }: ReferenceCoder): TypedConfig {
  const config = { type: 'delta-xywh', means: target_means, stds: target_stds };
  return config;
}

/** @returns our config of a reference box loss on deltas */
export function translateBoxLoss({ type, beta, loss_weight }: ReferenceBoxLoss): TypedConfig {
  const config =
    type === 'SmoothL1Loss' ? { type: 'smooth-l1', beta: beta ?? 1, lossWeight: loss_weight } : { type: 'l1', lossWeight: loss_weight };
  return config;
}
