import { tf, useBackend } from '@ecm/tensor';
import { beforeAll, expect, it } from 'vitest';

import { RoiExtractor } from './roi-extractor.js';

beforeAll(() => useBackend('cpu'));

it('reads each region from the level that fits it and keeps the order', () => {
  const levels = [4, 8].map((stride) => ({ stride, channels: 1 }));
  const extractor = new RoiExtractor(levels, { size: 1, samplingRatio: 0, finestScale: 10, levels: 2 });
  const constant = (value: number, side: number) => tf.fill<tf.Rank.R4>([2, side, side, 1], value);
  const features = [constant(1, 16), constant(2, 8)];
  const small = [8, 8, 18, 18];
  const large = [4, 4, 44, 44];
  const found = extractor.extract(features, [Float32Array.from([...large, ...small]), Float32Array.from([...small, ...large])]);
  expect(found.shape).toEqual([4, 1, 1, 1]);
  expect(Array.from(found.dataSync(), (value) => Math.round(value * 1e4) / 1e4)).toEqual([2, 1, 1, 2]);
});
