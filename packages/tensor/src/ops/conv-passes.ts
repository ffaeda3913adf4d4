import type { Tensor1D, Tensor4D } from '@ecm/core/model';

import type { KernelAttributes } from '../kernels/kernel.js';
import { hasKernel, runKernel } from '../kernels/kernel.js';
import { tf } from '../tf.js';
import { composedFilterGradient, composedForward, composedInputGradient } from './composed-conv.js';
import type { ConvGeometry } from './conv-geometry.js';

/** Convolution, bias and ReLU by one kernel if the backend has it. */
export function convForward(
  {
    x,
    filter,
    bias,
    relu,
  }: { readonly x: Tensor4D; readonly filter: Tensor4D; readonly bias: Tensor1D | undefined; readonly relu: boolean },
  geometry: ConvGeometry,
): Tensor4D {
  if (hasKernel('convForward')) {
    const inputs = bias === undefined ? { x, filter } : { x, filter, bias };
    return runKernel('convForward', inputs, { ...attributes(geometry), relu })[0] as Tensor4D;
  }
  const linear = composedForward(x, filter, geometry);
  const shifted = bias === undefined ? linear : tf.add<Tensor4D>(linear, bias);
  return relu ? tf.relu(shifted) : shifted;
}

/** Gradient of a convolution by its input. */
export function convInputGradient(dy: Tensor4D, filter: Tensor4D, geometry: ConvGeometry): Tensor4D {
  if (!hasKernel('convInputGradient')) return composedInputGradient(dy, filter, geometry);
  return runKernel('convInputGradient', { dy, filter }, attributes(geometry))[0] as Tensor4D;
}

/** Gradient of a convolution by its filter. */
export function convFilterGradient(x: Tensor4D, dy: Tensor4D, geometry: ConvGeometry): Tensor4D {
  if (!hasKernel('convFilterGradient')) return composedFilterGradient(x, dy, geometry);
  return runKernel('convFilterGradient', { x, dy }, attributes(geometry))[0] as Tensor4D;
}

function attributes({ padding, ...sizes }: ConvGeometry): KernelAttributes {
  return { ...sizes, top: padding.top, left: padding.left };
}
