import { defineStockKernel } from './define.js';

/**
 * Replaces tfjs's identity, which copies the values. Every clone is an identity, and a tape saves clones: sharing the values, as
 * tfjs's other backends do, halves what a training step keeps. Strings, which do not lie on the heap, are left to tfjs.
 */
export function registerIdentityKernel(): void {
  defineStockKernel('Identity', (heap, { x }, attributes, stock) => (x.dtype === 'string' ? stock({ x }, attributes) : heap.share(x)));
}
