import { tf } from '../../tf.js';
import { defineStockKernel, defineWasmKernel, requireFloats } from './define.js';

/** Registers gathering and scattering of rows, column sums and ReLU's gradient. */
export function registerRowKernels(): void {
  // x [R, D]; indices → y [P, D]
  defineWasmKernel<{ readonly indices: Int32Array }>('gatherRows', (heap, { x }, { indices }) => {
    const [, width] = x.shape;
    const y = heap.output([indices.length, width]);
    heap.withCopy(indices, (at) => {
      heap.call('gatherRows', heap.address(x), at, heap.address(y), indices.length, width);
    });
    return y;
  });
  // y [P, D]; indices, rows → x [rows, D]
  defineWasmKernel<{ readonly indices: Int32Array; readonly rows: number }>('scatterAddRows', (heap, { y }, { indices, rows }) => {
    const [, width] = y.shape;
    const x = heap.output([rows, width]);
    heap.withCopy(indices, (at) => {
      heap.call('scatterAddRows', heap.address(y), at, heap.address(x), indices.length, rows, width);
    });
    return x;
  });
  // tfjs's wasm backend has none, and the gradient of tf.gather needs it.
  defineStockKernel<{ readonly numSegments: number }>('UnsortedSegmentSum', (heap, { x, segmentIds }, { numSegments }) => {
    requireFloats('unsortedSegmentSum', 'x', x.dtype);
    const [count, ...rest] = x.shape;
    const result = heap.output([numSegments, ...rest]);
    const [from, ids, to] = [x, segmentIds, result].map((tensor) => heap.address(tensor));
    heap.call('scatterAddRows', from, ids, to, count, numSegments, tf.util.sizeFromShape(rest));
    return result;
  });
  // x [R, D] → [D]
  defineWasmKernel('columnSums', (heap, { x }) => {
    const [rows, columns] = x.shape;
    const sums = heap.output([columns]);
    heap.call('columnSums', heap.address(x), heap.address(sums), rows, columns);
    return sums;
  });
  // y, dy → dx
  defineWasmKernel('reluGradient', (heap, { y, dy }) => {
    const dx = heap.output(dy.shape);
    heap.call('reluGradient', heap.address(y), heap.address(dy), heap.address(dx), tf.util.sizeFromShape(dy.shape));
    return dx;
  });
}
