import { gradientMismatch, randomNumbers } from '@ecm/testing';
import { beforeAll, describe, expect, it } from 'vitest';

import { selectChannels, selectColumns, tf, useBackend } from '../index.js';

describe.each(['wasm', 'cpu'])('selecting on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it('takes one column per row', () => {
    const x = tf.tensor2d(randomNumbers(12, 1), [4, 3]);
    const columns = Int32Array.of(2, 0, 1, 2);
    const all = x.arraySync();
    expect([...selectColumns(x, columns).dataSync()]).toEqual(all.map((row, r) => row[columns[r]]));
    expect(gradientMismatch((a: tf.Tensor2D) => selectColumns(a, columns), [x])).toBeUndefined();
  });

  it('takes one channel per map', () => {
    const x = tf.tensor4d(randomNumbers(2 * 3 * 2 * 5, 1), [2, 3, 2, 5]);
    const value = selectChannels(x, Int32Array.of(4, 1));
    const all = x.arraySync();
    expect(value.arraySync()).toEqual([4, 1].map((channel, p) => all[p].map((row) => row.map((cell) => cell[channel]))));
    expect(gradientMismatch((a: tf.Tensor4D) => selectChannels(a, Int32Array.of(4, 1)), [x])).toBeUndefined();
  });

  it('does not let NaN of other columns through', () => {
    const x = tf.tensor2d([NaN, 1, 2, NaN], [2, 2]);
    expect([...selectColumns(x, Int32Array.of(1, 0)).dataSync()]).toEqual([1, 2]);
  });

  it('accepts no rows', () => {
    expect(selectColumns(tf.zeros([0, 3]), new Int32Array(0)).shape).toEqual([0]);
    expect(selectChannels(tf.zeros([0, 2, 2, 3]), new Int32Array(0)).shape).toEqual([0, 2, 2]);
  });

  it('refuses another number of columns or channels', () => {
    expect(() => selectColumns(tf.zeros([2, 3]), Int32Array.of(0))).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: selectColumns: columns must be [2], but is [1].]`,
    );
    expect(() => selectChannels(tf.zeros([2, 1, 1, 3]), Int32Array.of(0))).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: selectChannels: channels must be [2], but is [1].]`,
    );
  });
});
