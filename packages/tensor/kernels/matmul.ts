import { paddedBias } from './conv-forward';
import { allocate, free } from './heap';
import { addOuterProducts, packRight, rightBytes } from './outer';
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
  const right = allocate(rightBytes(min(BLOCK, k), n));
  const leftColumn = (<usize>m) << 2;
  for (let at = 0; at < k; at += BLOCK) {
    const count = min(BLOCK, k - at);
    packRight(b + ((<usize>at * <usize>n) << 2), count, n, right);
    addOuterProducts(a + <usize>at * leftColumn, 0, leftColumn, right, 1, count, c, m, n);
  }
  free(right);
}
