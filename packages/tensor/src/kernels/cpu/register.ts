import { tf } from '../../tf.js';
import type { ConvAttributes } from '../conv-attributes.js';
import { kernelNames } from '../kernel.js';
import { convolve, filterGradient, inputGradient } from './convolution.js';
import { defineCpuKernel } from './define.js';
import { gatherRows, scatterAddRows } from './rows.js';

/** Registers kernels for tfjs's cpu backend where its own, or what is put together from them, would take minutes. */
export function registerCpuKernels(): void {
  defineCpuKernel<ConvAttributes>(kernelNames.convForward, (inputs, at) => {
    const { x, filter } = inputs;
    const bias = 'bias' in inputs ? inputs['bias'].values : undefined;
    return [[at.batch, at.outHeight, at.outWidth, at.outputs], convolve(x.values, filter.values, bias, at)];
  });
  defineCpuKernel<ConvAttributes>(kernelNames.convInputGradient, ({ dy, filter }, at) => [
    [at.batch, at.height, at.width, at.inputs],
    inputGradient(dy.values, filter.values, at),
  ]);
  defineCpuKernel<ConvAttributes>(kernelNames.convFilterGradient, ({ x, dy }, at) => [
    [at.kernelHeight, at.kernelWidth, at.inputs, at.outputs],
    filterGradient(x.values, dy.values, at),
  ]);
  defineCpuKernel<{ readonly indices: Int32Array }>(kernelNames.gatherRows, ({ x }, { indices }) => [
    [indices.length, x.shape[1]],
    gatherRows(x.values, indices, x.shape[1]),
  ]);
  defineCpuKernel<{ readonly indices: Int32Array; readonly rows: number }>(kernelNames.scatterAddRows, ({ y }, { indices, rows }) => [
    [rows, y.shape[1]],
    scatterAddRows(y.values, indices, rows, y.shape[1]),
  ]);
  // The stock one compares all ids with each segment in turn.
  defineCpuKernel<{ readonly numSegments: number }>('UnsortedSegmentSum', ({ x, segmentIds }, { numSegments }) => {
    const rest = x.shape.slice(1);
    return [[numSegments, ...rest], scatterAddRows(x.values, segmentIds.values, numSegments, tf.util.sizeFromShape(rest))];
  });
}
