import { ShapeError } from '@ecm/core';

import { tf } from '../../tf.js';
import { defineStockKernel, defineWasmKernel } from './define.js';

interface MatMulAttributes {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

/** Registers matrix products: the linear layer, and tfjs's product, whose stock kernel is slow where a side is transposed. */
export function registerMatMulKernels(): void {
  // x [R, in], weight [in, out], bias? → [R, out]
  defineWasmKernel('linear', (heap, inputs) => {
    const [rows, depth] = inputs['x'].shape;
    const columns = inputs['weight'].shape[1];
    const y = heap.output([rows, columns]);
    const bias = 'bias' in inputs ? heap.address(inputs['bias']) : 0;
    const [x, weight] = [heap.address(inputs['x']), heap.address(inputs['weight'])];
    heap.call('matMul', x, weight, heap.address(y), rows, columns, depth, false, bias, false);
    return y;
  });
  defineStockKernel<MatMulAttributes>('BatchMatMul', (heap, { a, b }, { transposeA, transposeB }, stock) => {
    const [rowsA, columnsA] = a.shape.slice(-2);
    const [rowsB, columnsB] = b.shape.slice(-2);
    const [m, k] = transposeA ? [columnsA, rowsA] : [rowsA, columnsA];
    const n = transposeB ? rowsB : columnsB;
    const batch = tf.broadcast_util.assertAndGetBroadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
    const count = tf.util.sizeFromShape(batch);
    const [countA, countB] = [a, b].map((tensor) => tf.util.sizeFromShape(tensor.shape.slice(0, -2)));
    const repeats = [countA, countB].every((own) => own === 1 || own === count);
    const floats = a.dtype === 'float32' && b.dtype === 'float32';
    if ((transposeA && transposeB) || !repeats || !floats) {
      return stock({ a, b }, { transposeA, transposeB });
    }
    if (k !== (transposeB ? columnsB : rowsB)) {
      throw new ShapeError('matMul: right side', `a matrix with ${k} ${transposeB ? 'columns' : 'rows'}`, b.shape);
    }
    const result = heap.output([...batch, m, n]);
    const [atA, atB, atResult] = [a, b, result].map((tensor) => heap.address(tensor));
    for (let i = 0; i < count; i++) {
      const left = atA + (i % countA) * m * k * 4;
      const right = atB + (i % countB) * k * n * 4;
      const target = atResult + i * m * n * 4;
      if (transposeA) heap.call('matMulTransposedLeft', left, right, target, m, n, k);
      else heap.call('matMul', left, right, target, m, n, k, transposeB, 0, false);
    }
    return result;
  });
}
