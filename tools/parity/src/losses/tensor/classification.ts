import type { ClassificationLossOptions, Tensor } from '@ecm/core/model';
import { tf } from '@ecm/tensor';
import { gradientsOf } from '@ecm/tensor/autograd';

import type { GoldenStep } from '../golden-step.js';

/** Reads weights and average factor of a step. */
export function lossOptions(step: GoldenStep): ClassificationLossOptions {
  const averageFactor = step.number('avg_factor') ?? step.param<number>('avg_factor');
  return { ...(step.has('weight') && { weights: step.floats('weight') }), ...(averageFactor !== undefined && { averageFactor }) };
}

/** Options that most losses share, from a golden's parameters. */
export function commonOptions(step: GoldenStep) {
  return {
    lossWeight: step.param<number>('loss_weight') ?? 1,
    averageEpsilon: step.param<number>('eps_avg'),
    reduction: step.param('reduction') === 'sum' ? ('sum' as const) : ('mean' as const),
    nan: 'pass' as const,
  };
}

/** Options under other names, without those that the golden lacks. */
export function renamed(step: GoldenStep, names: Readonly<Record<string, string>>): object {
  const given = Object.entries(names).filter(([, name]) => step.param(name) !== undefined);
  return Object.fromEntries(given.map(([option, name]) => [option, step.param<number>(name)]));
}

/** Differentiates the sum of some named losses by named inputs. @returns losses by name, and `grad:NAME` */
export function differentiated(
  inputs: Readonly<Record<string, Tensor>>,
  losses: (inputs: Readonly<Record<string, Tensor>>) => Readonly<Record<string, Tensor>>,
): Record<string, ArrayLike<number>> {
  const found: Record<string, ArrayLike<number>> = {};
  const names = Object.keys(inputs);
  const { gradients } = gradientsOf((...tensors: Tensor[]) => {
    const terms = losses(Object.fromEntries(names.map((name, i) => [name, tensors[i]])));
    for (const [key, value] of Object.entries(terms)) found[key === 'loss_cls' ? 'loss' : key] = value.dataSync();
    return tf.addN(Object.values(terms).map((value) => value.sum<tf.Scalar>()));
  }, Object.values(inputs));
  names.forEach((name, i) => (found[`grad:${name}`] = gradients[i].dataSync()));
  return found;
}

/** An array input as a tensor of its own shape. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the caller knows the rank that the golden has
export function tensorOf<T extends Tensor>(step: GoldenStep, name: string): T {
  return tf.tensor(step.floats(name), [...step.array(name).shape], 'float32') as T;
}
