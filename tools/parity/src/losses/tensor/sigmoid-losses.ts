import type { Tensor2D } from '@ecm/core/model';
import {
  EcmFocalLoss,
  EcmVarifocalLoss,
  EqlHierarchyLoss,
  EqlLoss,
  FederatedLoss,
  FocalLoss,
  SigmoidBceLoss,
  VarifocalLoss,
} from '@ecm/losses';

import { classTreeOf, hierarchyMasks } from '../class-trees.js';
import type { GoldenStep } from '../golden-step.js';
import { commonOptions, lossOptions, renamed } from './classification.js';
import { eqlv2 } from './eqlv2.js';
import type { TensorFactory, TensorLoss } from './tensor-loss.js';

const focalNames = { alpha: 'alpha', gamma: 'gamma', iouWeighted: 'iou_weighted' };
const marginNames = {
  modulateWith: 'modulateWith',
  applyDetectionWeight: 'applyDetectionWeight',
  detectionWeight: 'detectionWeight',
  testScore: 'testScore',
};
const countsOf = (first: GoldenStep) => first.paramArray('counts') ?? new Float64Array(0);
const noElements = (step: GoldenStep) => step.param('reduction') !== 'none';

function focalLoss(loss: FocalLoss | EcmFocalLoss): TensorLoss {
  const labelsOf = (step: GoldenStep) => step.integers('labels');
  return {
    loss,
    losses: (step, logits) =>
      noElements(step)
        ? loss.losses(logits, labelsOf(step), lossOptions(step))
        : { loss: loss.elementLosses(logits, labelsOf(step), lossOptions(step)) },
  };
}

function varifocalLoss(loss: VarifocalLoss | EcmVarifocalLoss): TensorLoss {
  return {
    loss,
    losses: (step, logits) => {
      const targets = step.floats('targets');
      return {
        loss: noElements(step)
          ? loss.targetLoss(logits, targets, lossOptions(step))
          : loss.elementLosses(logits, targets, lossOptions(step)),
      };
    },
  };
}

const sigmoidBce: TensorFactory = (first) => {
  const classWeights = first.paramArray('class_weight');
  const names = { ignoreIndex: 'ignore_index', averageNonIgnored: 'avg_non_ignore' };
  const loss = new SigmoidBceLoss({ ...commonOptions(first), ...renamed(first, names), classWeights });
  const losses = (step: GoldenStep, logits: Tensor2D) => {
    const soft = step.has('targets');
    const labels = soft ? new Int32Array(logits.shape[0]) : step.integers('labels');
    const options = { ...lossOptions(step), ...(soft && { qualities: step.floats('targets') }) };
    return noElements(step) ? loss.losses(logits, labels, options) : { loss: loss.elementLosses(logits, labels, options) };
  };
  return { loss, losses };
};

/** Losses with one binary classifier per class. */
export const sigmoidLosses: Readonly<Record<string, TensorFactory>> = {
  sigmoid_bce: sigmoidBce,
  focal: (first) => focalLoss(new FocalLoss({ ...commonOptions(first), ...renamed(first, focalNames) })),
  ecm_focal: (first) =>
    focalLoss(new EcmFocalLoss({ ...commonOptions(first), ...renamed(first, { ...focalNames, ...marginNames }), counts: countsOf(first) })),
  varifocal: (first) => varifocalLoss(new VarifocalLoss({ ...commonOptions(first), ...renamed(first, focalNames) })),
  ecm_varifocal: (first) =>
    varifocalLoss(
      new EcmVarifocalLoss({ ...commonOptions(first), ...renamed(first, { ...focalNames, ...marginNames }), counts: countsOf(first) }),
    ),
  eql: (first, columns) => {
    const frequencies = first.paramArray('frequency') ?? new Float64Array(columns);
    return { loss: new EqlLoss({ ...commonOptions(first), ...renamed(first, { lambda: 'lambda' }), frequencies }) };
  },
  eqlv2,
  federated: (first, columns) => {
    const loss = new FederatedLoss({ ...commonOptions(first), imageCounts: new Float64Array(columns - 1).fill(1) });
    return { loss, losses: (step, logits) => loss.lossesOf(logits, step.integers('labels'), Array.from(step.integers('kept'))) };
  },
  eql_hier: (first, columns) => {
    const masks = hierarchyMasks(first, classTreeOf(first));
    const rare = masks.rare.length === 0 ? new Float64Array(columns - 1) : masks.rare;
    const loss = new EqlHierarchyLoss({ ...commonOptions(first), ...masks, rare });
    return { loss, after: (step) => masks.listed(step.integers('labels')) };
  },
};
