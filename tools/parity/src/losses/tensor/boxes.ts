import type { BoxLossOptions, Tensor, Tensor2D, Tensor3D } from '@ecm/core/model';
import { BinaryCrossEntropyLoss, GiouLoss, IouLoss, L1Loss, SmoothL1Loss } from '@ecm/losses';
import { DeltaXywhBoxCoder } from '@ecm/targets';
import { gatherRows, selectChannels, tf } from '@ecm/tensor';

import type { CaseStarter, Found, GoldenStep } from '../golden-step.js';
import { commonOptions, differentiated, lossOptions, renamed, tensorOf } from './classification.js';

interface Regression {
  loss(predictions: Tensor2D, targets: Tensor2D, options?: BoxLossOptions): tf.Scalar;
  elementLosses(predictions: Tensor2D, targets: Tensor2D, options?: BoxLossOptions): Tensor;
}

const starter =
  (make: (first: GoldenStep) => Regression): CaseStarter =>
  (first) => {
    const loss = make(first);
    return (step) => {
      const target = tensorOf<Tensor2D>(step, 'target');
      const none = step.param('reduction') === 'none';
      return differentiated({ pred: tensorOf(step, 'pred') }, ({ pred }) => ({
        loss: none
          ? loss.elementLosses(pred as Tensor2D, target, lossOptions(step))
          : loss.loss(pred as Tensor2D, target, lossOptions(step)),
      }));
    };
  };

const l1 = (first: GoldenStep) => new L1Loss(commonOptions(first));
const smoothL1 = (first: GoldenStep) => new SmoothL1Loss({ ...commonOptions(first), ...renamed(first, { beta: 'beta' }) });

function maskBce(step: GoldenStep): Found {
  const target = tensorOf<Tensor3D>(step, 'target');
  const loss = new BinaryCrossEntropyLoss({ nan: 'pass' });
  return differentiated({ logits: tensorOf(step, 'logits') }, ({ logits }) => ({
    loss: loss.loss(selectChannels(tf.transpose(logits as tf.Tensor4D, [0, 2, 3, 1]), step.integers('labels')), target),
  }));
}

/** RoI box loss: the deltas of each foreground row's class, divided by the number of all rows. */
function roiBox(step: GoldenStep): Found {
  const loss = step.param('loss') === 'l1' ? l1(step) : smoothL1(step);
  const [rows, columns] = step.array('pred').shape;
  const [labels, weights, targets] = [step.integers('labels'), step.floats('weight'), step.floats('target')];
  const agnostic = step.param('class_agnostic') === true;
  const kept = Int32Array.from(labels.keys()).filter((row) => labels[row] < (step.param<number>('classes') ?? 0));
  const blocks = kept.map((row) => (row * columns) / 4 + (agnostic ? 0 : labels[row]));
  const rowsOf = (values: Float32Array) => Float32Array.from([...kept].flatMap((row) => [...values.subarray(row * 4, row * 4 + 4)]));
  const target = tf.tensor2d(rowsOf(targets), [kept.length, 4]);
  return differentiated({ pred: tensorOf(step, 'pred') }, ({ pred }) => ({
    loss: loss.loss(gatherRows(pred.reshape<Tensor2D>([-1, 4]), blocks), target, { weights: rowsOf(weights), averageFactor: rows }),
  }));
}

const coderOf = (step: GoldenStep) =>
  new DeltaXywhBoxCoder({
    means: step.param<number[]>('means') ?? [0, 0, 0, 0],
    stds: step.param<number[]>('stds') ?? [1, 1, 1, 1],
    sizeRatioClip: step.param<number>('wh_ratio_clip') ?? 16 / 1000,
  });

/** Box and mask losses, and the coding of their targets. */
export const boxStarters: Readonly<Record<string, CaseStarter>> = {
  l1: starter(l1),
  smooth_l1: starter(smoothL1),
  iou: starter((first) => new IouLoss({ ...commonOptions(first), ...renamed(first, { mode: 'mode' }) })),
  giou: starter((first) => new GiouLoss(commonOptions(first))),
  mask_bce: () => maskBce,
  roi_box: () => roiBox,
  delta_encode: (first) => (step) => ({ deltas: coderOf(first).encode(step.floats('proposals'), step.floats('gt')) }),
  delta_decode: (first) => (step) => {
    const shape = first.param<[number, number] | null>('max_shape');
    const limit = shape === undefined || shape === null ? undefined : { height: shape[0], width: shape[1] };
    return { boxes: coderOf(first).decode(step.floats('proposals'), step.floats('deltas'), limit) };
  },
};
