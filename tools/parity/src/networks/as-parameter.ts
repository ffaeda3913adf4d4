import type { Parameter, Tensor } from '@ecm/core/model';
import { plainLayout } from '@ecm/tensor';

/** Lets an input be differentiated by together with the parameters of a network. */
export function asParameter(name: string, value: Tensor): Parameter {
  return { name, value, shape: value.shape, layout: plainLayout, trainable: true, learningRateFactor: 1, weightDecayFactor: 1 };
}
