import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';

import { gradientsOf } from '../../autograd/index.js';
import { gatherRows, tf, useBackend } from '../../index.js';

/** Runs on both backends; the cpu backend's plain JavaScript is the expectation. */
async function onBoth(compute: () => tf.Tensor): Promise<[Float32Array, Float32Array]> {
  const run = async (backend: string) => {
    await useBackend(backend);
    const value = compute();
    return Float32Array.from(value.dataSync());
  };
  return [await run('wasm'), await run('cpu')];
}

describe('stock kernels replaced on wasm', () => {
  beforeAll(() => useBackend('wasm'));

  it('multiplies matrices of any size, transposed or not, in batches or repeated', async () => {
    const size = fc.integer({ min: 1, max: 19 });
    const property = fc.asyncProperty(
      fc.record({ m: size, n: size, k: size, transposeA: fc.boolean(), transposeB: fc.boolean() }),
      fc.constantFrom(
        [[], []],
        [[3], [3]],
        [[1], [4]],
        [
          [2, 3],
          [2, 3],
        ],
        [
          [2, 1],
          [2, 3],
        ],
      ),
      async ({ m, n, k, transposeA, transposeB }, [batchA, batchB]) => {
        const values = (shape: number[], seed: number) => tf.randomUniform(shape, -1, 1, 'float32', seed);
        const a = values([...batchA, ...(transposeA ? [k, m] : [m, k])], 1);
        const b = values([...batchB, ...(transposeB ? [n, k] : [k, n])], 2);
        const [got, want] = await onBoth(() => tf.matMul(a, b, transposeA, transposeB));
        expect(got.length).toBe(want.length);
        got.forEach((value, index) => {
          expect(Math.abs(value - want[index])).toBeLessThan(1e-4);
        });
      },
    );
    await fc.assert(property, { numRuns: 60, seed: 6 });
  });

  it('refuses matrices that do not fit', async () => {
    await useBackend('wasm');
    expect(() => tf.matMul(tf.ones([2, 3]), tf.ones([4, 2]))).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: matMul: right side must be a matrix with 3 rows, but is [4, 2].]`,
    );
  });

  it('gives the gradient of tf.gather, which needs a segment sum', async () => {
    const [got, want] = await onBoth(() => {
      const x = tf.range(0, 12).reshape<tf.Tensor3D>([3, 2, 2]);
      const indices = tf.tensor1d([2, 0, 2, 2], 'int32');
      return gradientsOf((a) => tf.gather(a, indices).square().sum(), [x]).gradients[0];
    });
    expect(got).toEqual(want);
  });

  it('ignores segments outside, as tfjs does', async () => {
    const [got, want] = await onBoth(() => tf.unsortedSegmentSum(tf.tensor1d([1, 2, 4]), tf.tensor1d([0, -1, 1], 'int32'), 2));
    expect(got).toEqual(want);
  });

  it('refuses integers where it would read them as floats', async () => {
    await useBackend('wasm');
    const integers = tf.ones([2, 2], 'int32');
    expect(() => tf.unsortedSegmentSum(integers, tf.tensor1d([0, 1], 'int32'), 2)).toThrowErrorMatchingInlineSnapshot(
      `[Error: unsortedSegmentSum: x must be float32, but is int32. Cast it with toFloat().]`,
    );
    expect(() => gatherRows(integers as tf.Tensor2D, Int32Array.of(0))).toThrowErrorMatchingInlineSnapshot(
      `[Error: gatherRows: x must be float32, but is int32. Cast it with toFloat().]`,
    );
  });

  it('shares values between clones, each of which can be disposed first', async () => {
    await useBackend('wasm');
    const { numDataBuffers } = tf.memory();
    const x = tf.tensor1d([1, 2, 3]);
    const copy = x.clone();
    expect(tf.memory().numDataBuffers).toBe(numDataBuffers + 1);
    x.dispose();
    tf.fill([3], 9);
    expect([...copy.dataSync()]).toEqual([1, 2, 3]);
    copy.dispose();
    expect([...tf.tensor1d(['a']).clone().dataSync()]).toEqual(['a']);
  });

  it('adds nothing to 0, whatever the memory held before', async () => {
    await useBackend('wasm');
    tf.tidy(() => {
      for (let i = 0; i < 20; i++) tf.fill([4], 7);
    });
    const empty = tf.zeros([0, 4]);
    expect([...empty.sum().dataSync(), ...empty.mean().dataSync(), ...empty.sum(0).dataSync()]).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('passes the gradient of ReLU where the value is positive', async () => {
    const [got, want] = await onBoth(() => {
      const x = tf.tensor1d([-1, 0, 2, -0.5, 3, 1e-30, -2]);
      return gradientsOf((a) => a.relu().mul(tf.range(1, 8)).sum(), [x]).gradients[0];
    });
    expect([...got]).toEqual([0, 0, 3, 0, 5, 6, 0]);
    expect(want).toEqual(got);
  });
});
