import type { PoolGeometry } from '../../ops/max-pool.js';
import { defineWasmKernel } from './define.js';

/** Registers maximum pooling and its gradient, which gives ties to the first cell as PyTorch does (the stock one does not). */
export function registerMaxPoolKernels(): void {
  // x → y
  defineWasmKernel<PoolGeometry>('maxPool', (heap, { x }, at) => {
    const y = heap.output([at.batch, at.outHeight, at.outWidth, at.channels]);
    heap.call('maxPoolForward', heap.address(x), heap.address(y), ...sizes(at));
    return y;
  });
  // x, dy → dx
  defineWasmKernel<PoolGeometry>('maxPoolGradient', (heap, { x, dy }, at) => {
    const dx = heap.output([at.batch, at.height, at.width, at.channels]);
    heap.clear(dx);
    heap.call('maxPoolBackward', heap.address(x), heap.address(dy), heap.address(dx), ...sizes(at));
    return dx;
  });
}

function sizes(at: PoolGeometry): number[] {
  return [at.batch, at.height, at.width, at.channels, at.size, at.stride, at.padding, at.outHeight, at.outWidth];
}
