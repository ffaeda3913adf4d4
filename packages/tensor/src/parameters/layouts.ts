import type { ParameterLayout } from '@ecm/core/model';

import { permute } from './permute.js';

/** Same in memory and in files: norms, biases, scales, relative position tables. */
export const plainLayout: ParameterLayout = {
  name: 'plain',
  referenceShape: (shape) => [...shape],
  toReference: (data) => data.slice(),
  fromReference: (data) => data.slice(),
};

/** Convolution: [kh, kw, in, out] in memory, [out, in, kh, kw] in files; also deformable convolution. */
export const conv2dLayout: ParameterLayout = kernelLayout('conv2d');

/** Transposed convolution: [kh, kw, out, in] in memory, [in, out, kh, kw] in files. */
export const convTransposeLayout: ParameterLayout = kernelLayout('conv-transpose');

/** Linear layer: [in, out] in memory, [out, in] in files. */
export const linearLayout: ParameterLayout = {
  name: 'linear',
  referenceShape: (shape) => [shape[1], shape[0]],
  toReference: (data, shape) => permute(data, shape, [1, 0]),
  fromReference: (data, shape) => permute(data, [shape[1], shape[0]], [1, 0]),
};

/**
 * First linear layer after flattened RoI features: [h · w · c, out] in memory (row `(y · w + x) · c + k`), [out, c · h · w] in
 * files (column `k · h · w + y · w + x`).
 */
export function roiLinearLayout(height: number, width: number, channels: number): ParameterLayout {
  return {
    name: 'roi-linear',
    referenceShape: (shape) => [shape[1], shape[0]],
    toReference: (data, shape) => permute(data, [height, width, channels, shape[1]], [3, 2, 0, 1]),
    fromReference: (data, shape) => permute(data, [shape[1], channels, height, width], [2, 3, 1, 0]),
  };
}

function kernelLayout(name: string): ParameterLayout {
  return {
    name,
    referenceShape: (shape) => [shape[3], shape[2], shape[0], shape[1]],
    toReference: (data, shape) => permute(data, shape, [3, 2, 0, 1]),
    fromReference: (data, shape) => permute(data, [shape[3], shape[2], shape[0], shape[1]], [2, 3, 1, 0]),
  };
}
