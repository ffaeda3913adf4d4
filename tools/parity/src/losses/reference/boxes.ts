import {
  absoluteError,
  centerDistances,
  centernessTargets,
  giouLoss,
  iouLoss,
  maskBinaryCrossEntropy,
  regressionLoss,
  smoothAbsoluteError,
} from '@ecm/losses/reference';

import type { CaseStarter, Found, GoldenStep } from '../golden-step.js';
import { lossFound, reductionOptions } from './common.js';

const element = (step: GoldenStep, name: string | undefined) => {
  const beta = step.param<number>('beta') ?? 1;
  return name === 'l1' ? absoluteError : (difference: number) => smoothAbsoluteError(difference, beta);
};

const regression =
  (name: string): CaseStarter =>
  () =>
  (step) =>
    lossFound(regressionLoss(element(step, name), step.array('pred').data, step.array('target').data, reductionOptions(step)), 'pred');

/** RoI box loss: the deltas of each foreground row's class, divided by the number of all rows. */
function roiBox(step: GoldenStep): Found {
  const { shape, data } = step.array('pred');
  const [rows, columns] = shape;
  const agnostic = step.param('class_agnostic') === true;
  const labels = step.integers('labels');
  const classes = step.param<number>('classes') ?? 0;
  const kept = Array.from(labels, (_, row) => row).filter((row) => labels[row] < classes);
  const at = (row: number, k: number) => row * columns + (agnostic ? 0 : labels[row] * 4) + k;
  const pick = (read: (row: number, k: number) => number) =>
    Float64Array.from(kept.flatMap((row) => [0, 1, 2, 3].map((k) => read(row, k))));
  const [target, weight] = [step.array('target').data, step.array('weight').data];
  const result = regressionLoss(
    element(step, step.param<string>('loss')),
    pick((row, k) => data[at(row, k)]),
    pick((row, k) => target[row * 4 + k]),
    { ...reductionOptions(step), weights: pick((row, k) => weight[row * 4 + k]), averageFactor: rows },
  );
  const gradient = new Float64Array(data.length);
  kept.forEach((row, i) => {
    for (let k = 0; k < 4; k++) gradient[at(row, k)] = result.gradient[i * 4 + k];
  });
  return lossFound({ loss: result.loss, gradient }, 'pred');
}

/** Box, mask and centerness losses. */
export const boxStarters: Readonly<Record<string, CaseStarter>> = {
  l1: regression('l1'),
  smooth_l1: regression('smooth_l1'),
  roi_box: () => roiBox,
  iou: () => (step) =>
    lossFound(
      iouLoss(step.array('pred').data, step.array('target').data, step.param<'log' | 'linear' | 'square'>('mode'), reductionOptions(step)),
      'pred',
    ),
  giou: () => (step) => lossFound(giouLoss(step.array('pred').data, step.array('target').data, reductionOptions(step)), 'pred'),
  mask_bce: () => (step) =>
    lossFound(maskBinaryCrossEntropy(step.array('logits').data, step.array('target').data, step.integers('labels'))),
  centerness_target: () => (step) => {
    const distances = step.optional('ltrb') ?? centerDistances(step.array('anchors').data, step.array('gt').data);
    return { target: centernessTargets(distances) };
  },
};
