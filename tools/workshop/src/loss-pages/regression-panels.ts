import type { BoxLoss, MaskLoss, Tensor } from '@ecm/core/model';
import type { Panel, Series } from '@ecm/report';
import { tf } from '@ecm/tensor';
import { gradientsOf } from '@ecm/tensor/autograd';

import { places, withoutLeaks } from './places.js';

const y = { name: 'gradient' };

/** A curve of `slope`, a number made from the gradient of `loss` by an argument that a parameter decides. */
function curve<T extends Tensor>(
  values: readonly number[],
  argument: (value: number) => T,
  loss: (x: T) => tf.Scalar,
  slope: (gradient: readonly number[]) => number,
): Series['points'] {
  const slopeAt = (value: number): number => {
    const { gradients } = gradientsOf<[T]>(loss, [argument(value)]);
    return slope(Array.from(gradients[0]?.dataSync() ?? []));
  };
  return values.map((value) => [value, withoutLeaks(() => slopeAt(value))] as const);
}

const line = (name: string, colour: string, points: Series['points']): Series => ({ name, colour, points, style: 'line' });

/** Gradient of a box loss: by the error of one delta, or by a shift of a unit box along x. */
export function boxLossPanels(loss: BoxLoss): Panel[] {
  const deltas = loss.space === 'deltas';
  const values = deltas ? places(-2, 2, 81) : places(-1.5, 1.5, 62);
  const target = [0, 0, deltas ? 0 : 1, deltas ? 0 : 1];
  const prediction = (value: number) => tf.tensor2d([deltas ? [value, 0, 0, 0] : [value, 0, value + 1, 1]]);
  const error = (boxes: tf.Tensor2D) => loss.loss(boxes, tf.tensor2d([target]), { averageFactor: 1 });
  const points = curve(values, prediction, error, ([left = 0, , right = 0]) => (deltas ? left : left + right));
  const x = { name: deltas ? 'error of one delta' : 'shift of the box, in widths' };
  return [{ title: deltas ? 'by one delta' : 'by the shift', x, y, series: [line('gradient', '#2f6db5', points)] }];
}

/** Gradient of a mask loss by the logit of a pixel inside and of one outside of the object. */
export function maskLossPanels(loss: MaskLoss): Panel[] {
  const values = places(-6, 6, 61);
  const series = (name: string, colour: string, target: number) => {
    const logit = (value: number) => tf.fill<tf.Rank.R3>([1, 1, 1], value);
    const error = (z: tf.Tensor3D) => loss.loss(z, tf.fill<tf.Rank.R3>([1, 1, 1], target));
    return line(
      name,
      colour,
      curve(values, logit, error, ([slope = 0]) => slope),
    );
  };
  const x = { name: 'logit of a pixel' };
  return [{ title: 'by a logit', x, y, series: [series('inside of the object', '#2f6db5', 1), series('outside', '#d9772b', 0)] }];
}
