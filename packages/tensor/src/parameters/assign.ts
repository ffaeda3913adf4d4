import type { Parameter, Tensor } from '@ecm/core/model';

import { tf } from '../tf.js';

/** Gives a parameter or buffer a new value of the same shape. */
export function assign(parameter: Parameter, value: Tensor): void {
  if (!(parameter.value instanceof tf.Variable)) throw new Error(`The value of parameter "${parameter.name}" is not a variable.`);
  parameter.value.assign(value);
}
