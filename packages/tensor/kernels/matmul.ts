import { addBlock } from './conv-filter-gradient';
import { paddedBias } from './conv-forward';
import { allocate, free } from './heap';
import { widen } from './outer';
import { pack, packedBytes } from './pack';
import { RUN } from './tile';
import { slide } from './window';

/** Rows of the common axis per block of a product with a transposed left side. */
const BLOCK = 256;

/**
 * c = a · b + bias for row-major a [m, k], b [k, n], c [m, n].
 *
 * @param transposeB whether b is stored as [n, k]
 * @param bias address of n floats, or 0
 */
export function matMul(a: usize, b: usize, c: usize, m: i32, n: i32, k: i32, transposeB: bool, bias: usize, relu: bool): void {
  const packed = allocate(packedBytes(k, n));
  if (transposeB) pack(b, 1, k, k, n, packed, (<usize>k) << 5);
  else pack(b, n, 1, k, n, packed, (<usize>k) << 5);
  const shift = paddedBias(bias, n);
  const runs = allocate(RUN);
  store<u32>(runs, 0);
  store<u32>(runs, (<u32>k) << 2, 4);
  const cell = (<usize>n) << 2;
  slide(a, 1, k, 1, runs, 1, k, packed, n, shift, relu, c, m, 1, cell, cell);
  free(runs);
  if (shift != 0) free(shift);
  free(packed);
}

/** c = aᵀ · b for row-major a [k, m], b [k, n], c [m, n]. */
export function matMulTransposedLeft(a: usize, b: usize, c: usize, m: i32, n: i32, k: i32): void {
  memory.fill(c, 0, (<usize>m * <usize>n) << 2);
  const rightColumn = (<usize>((n + 7) & ~7)) << 2;
  const wide = (n & 7) == 0 ? 0 : allocate(<usize>k * rightColumn);
  if (wide != 0) widen(b, wide, k, n);
  const right = wide != 0 ? wide : b;
  const leftColumn = (<usize>m) << 2;
  const runs = allocate(RUN);
  store<u32>(runs, 0);
  store<u32>(runs, (<u32>m) << 2, 4);
  for (let at = 0; at < k; at += BLOCK) {
    const count = min(BLOCK, k - at);
    addBlock(a + <usize>at * leftColumn, 0, leftColumn, right + <usize>at * rightColumn, 0, rightColumn, 1, count, runs, 1, c, n);
  }
  free(runs);
  if (wide != 0) free(wide);
}
