import { describe, expect, it } from 'vitest';

import { normalizationTable } from './normalization.js';
import { writePixels } from './write-pixels.js';

const plain = { mean: [0, 0, 0], std: [1, 1, 1], channelOrder: 'rgb' } as const;

describe('normalizationTable', () => {
  it('subtracts the mean and multiplies by 1 / std in float32', () => {
    const table = normalizationTable({ mean: [123.675, 116.28, 103.53], std: [58.395, 57.12, 57.375], channelOrder: 'rgb' });
    // (200 − 123.675) / 58.395, (0 − 116.28) / 57.12, (255 − 103.53) / 57.375
    expect([table[200], table[256], table[512 + 255]]).toEqual(
      [1.3070468, -2.0357144, 2.6399999].map((value): unknown => expect.closeTo(value, 6)),
    );
  });

  it('multiplies levels by the brightness and cuts at 255', () => {
    const table = normalizationTable(plain, 1.5);
    expect([table[10], table[170], table[171], table[255]]).toEqual([15, 255, 255, 255]);
  });
});

describe('writePixels', () => {
  const size = { height: 2, width: 2 };
  const pixels = Uint8Array.from({ length: 12 }, (_, i) => i + 1);
  const write = (change: { flipped: boolean; channelOrder: 'rgb' | 'bgr' }) => {
    const into = new Float32Array(3 * 3 * 3);
    const normalization = { ...plain, channelOrder: change.channelOrder };
    writePixels(pixels, size, { normalization, brightness: 1, flipped: change.flipped }, into, 3);
    return [...into];
  };

  it('fills the upper left corner and leaves zeros at the right and at the bottom', () => {
    const [first, second] = [
      [1, 2, 3, 4, 5, 6, 0, 0, 0],
      [7, 8, 9, 10, 11, 12, 0, 0, 0],
    ];
    expect(write({ flipped: false, channelOrder: 'rgb' })).toEqual([...first, ...second, ...new Array<number>(9).fill(0)]);
  });

  it('mirrors columns and swaps channels', () => {
    const [first, second] = [
      [6, 5, 4, 3, 2, 1, 0, 0, 0],
      [12, 11, 10, 9, 8, 7, 0, 0, 0],
    ];
    expect(write({ flipped: true, channelOrder: 'bgr' })).toEqual([...first, ...second, ...new Array<number>(9).fill(0)]);
  });
});
