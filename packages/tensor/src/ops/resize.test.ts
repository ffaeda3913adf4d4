import { readFileSync } from 'node:fs';

import type { FormulaTensor } from '@ecm/testing';
import { formulaTensor, gradientMismatch, mapTensor, mapValues, randomNumbers, valueMismatch } from '@ecm/testing';
import { beforeAll, describe, expect, it } from 'vitest';

import { bilinearResize, nearestResize, tf, useBackend } from '../index.js';

const { cases } = JSON.parse(readFileSync(new URL('../../../testing/goldens/detectors/ops/nearest.json', import.meta.url), 'utf8')) as {
  cases: { input: FormulaTensor; size: [number, number]; output: { data: number[] } }[];
};

describe.each(['wasm', 'cpu'])('resizing on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it('equals the nearest goldens', () => {
    for (const { input, size, output } of cases) {
      const x = mapTensor(formulaTensor(input, 0x0ec30001), input.shape);
      expect(valueMismatch(mapValues(nearestResize(x, ...size)), output.data)).toBeUndefined();
    }
  });

  it('takes the sources of check C-4 of the detector specification, and those of 13 to 25 in section 2.1', () => {
    const sources = (from: number, to: number) => [...nearestResize(tf.range(0, from).reshape([1, from, 1, 1]), to, 1).dataSync()];
    expect(sources(4, 7)).toEqual([0, 0, 1, 1, 2, 2, 3]);
    expect(sources(13, 25)).toEqual(Array.from({ length: 25 }, (_, i) => Math.floor(i / 2)));
  });

  it('has the gradients of finite differences, enlarging and shrinking', () => {
    const x = tf.tensor4d(randomNumbers(2 * 4 * 3 * 2, 1), [2, 4, 3, 2]);
    for (const [height, width] of [
      [8, 6],
      [7, 5],
      [2, 2],
      [4, 3],
    ] as const) {
      expect(gradientMismatch((a: tf.Tensor4D) => nearestResize(a, height, width), [x])).toBeUndefined();
      expect(gradientMismatch((a: tf.Tensor4D) => bilinearResize(a, height, width), [x])).toBeUndefined();
    }
  });

  it('interpolates between half-pixel centres (detector specification, check C-57, there rounded to integers)', () => {
    const image = tf.tensor4d([0, 20, 40, 60, 80, 100, 120, 140, 160, 180, 200, 220], [1, 3, 4, 1]);
    const want = [
      [0, 10, 23, 37, 50, 60],
      [32, 42, 55, 69, 82, 92],
      [80, 90, 103, 117, 130, 140],
      [128, 138, 151, 165, 178, 188],
      [160, 170, 183, 197, 210, 220],
    ];
    const value = bilinearResize(image, 5, 6);
    expect(valueMismatch(value.dataSync(), want.flat(), { absolute: 0.5 + 1e-3, relative: 0 })).toBeUndefined();
  });
});
