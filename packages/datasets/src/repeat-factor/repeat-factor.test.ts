import { existsSync, readFileSync } from 'node:fs';

import { valueMismatch } from '@ecm/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { repeatCounts, repeatIndices } from './repeat-counts.js';
import { RepeatFactorSampler } from './repeat-factor-sampler.js';
import { categoryRepeatFactors, imageRepeatFactors } from './repeat-factors.js';

interface RfsCase {
  readonly id: string;
  readonly loss: string;
  readonly params: { readonly threshold: number; readonly filter_empty_gt: boolean; readonly images: number };
  readonly steps: readonly {
    readonly inputs: { readonly images: readonly (readonly number[])[]; readonly uniforms: readonly number[] };
    readonly expected: Readonly<Record<string, { readonly data: readonly number[] }>>;
  }[];
}

const goldens = new URL('../../../testing/goldens/', import.meta.url);
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, goldens), 'utf8'));
const { cases } = read('losses/samplers.json') as { cases: readonly RfsCase[] };
const toys = cases.filter(({ loss, steps }) => loss === 'rfs' && 'images' in steps[0].inputs);
const close = { absolute: 1e-10, relative: 1e-9 };
const never = () => Number.NaN;

describe('repeat factors', () => {
  it.each(toys)('equal the golden $id, with ceil and with given random numbers', ({ params, steps }) => {
    const [{ inputs, expected }] = steps;
    const factors = imageRepeatFactors(inputs.images, { threshold: params.threshold, filterEmpty: params.filter_empty_gt });
    expect(valueMismatch(factors, expected['image_factor'].data, close)).toBeUndefined();
    expect([...repeatIndices(repeatCounts(factors, 'ceil', never))]).toEqual(expected['repeat_indices'].data);
    const uniforms = inputs.uniforms.values();
    const stochastic = repeatCounts(factors, 'stochastic', () => uniforms.next().value ?? NaN);
    expect([...stochastic]).toEqual(expected['stochastic_repeats'].data);
  });

  it('of the 1203 LVIS classes equal the golden open/rfs/lvis', () => {
    const counts = (read('evaluation/metadata/lvis_v1_train_categories.json') as { image_count: number }[]).map(
      (entry) => entry.image_count,
    );
    const golden = cases.find(({ id }) => id.endsWith('rfs/lvis'));
    const factors = categoryRepeatFactors(counts, golden?.params.images ?? 0, golden?.params.threshold ?? 0);
    expect(valueMismatch(factors, golden?.steps[0].expected['category_factor'].data ?? [], close)).toBeUndefined();
  });

  it('give the copies of check C-58', () => {
    // detectors.md, C-58: N = 99,388, t = 0.001; the last class has √(t / f) = 0.996935, raised to 1.
    const factors = categoryRepeatFactors([1, 5, 10, 50, 99, 100], 99_388, 0.001);
    const expected = [9.969353, 4.45843, 3.152586, 1.409879, 1.001958, 1];
    expect([...factors]).toEqual(expected.map((factor): unknown => expect.closeTo(factor, 6)));
    expect([...repeatCounts(factors, 'ceil', never)]).toEqual([10, 5, 4, 2, 2, 1]);
  });

  it('round as asked', () => {
    const factors = Float64Array.of(1, 1.4, 1.5, 2.7);
    expect([...repeatCounts(factors, 'round', never)]).toEqual([1, 1, 2, 3]);
    expect([...repeatCounts(factors, 'floor', never)]).toEqual([1, 1, 1, 2]);
  });

  const shared = new URL('../../../../../shared/goldens/evaluation/', import.meta.url);
  it.skipIf(!existsSync(shared))(
    'equal mmdetection on 100 real images (skipped where ../shared/goldens is not beside the repository)',
    () => {
      const readShared = (name: string): unknown => JSON.parse(readFileSync(new URL(name, shared), 'utf8'));
      const { annotations } = readShared('lvis_val_100.json') as { annotations: { image_id: number; category_id: number }[] };
      const golden = readShared('samplers.json') as {
        images_in_file_order_without_empty: number[];
        rfs: { threshold: number; repeat_factor: number[]; mmdet_repeat_indices: number[] }[];
      };
      const labels = golden.images_in_file_order_without_empty.map((id) =>
        annotations.filter(({ image_id }) => image_id === id).map(({ category_id }) => category_id - 1),
      );
      for (const { threshold, repeat_factor, mmdet_repeat_indices } of golden.rfs) {
        const factors = imageRepeatFactors(labels, { threshold, filterEmpty: true });
        expect(valueMismatch(factors, repeat_factor, close)).toBeUndefined();
        expect([...repeatIndices(repeatCounts(factors, 'ceil', never))]).toEqual(mmdet_repeat_indices);
      }
    },
  );
});

describe('RepeatFactorSampler', () => {
  const factors = Float64Array.of(1, 2.5, 1);

  it('visits each image as often as its count says, in an order that depends on seed and epoch alone', () => {
    const order = (seed: number, epoch: number) => [...new RepeatFactorSampler(factors, 'ceil', seed).epoch(epoch)];
    fc.assert(
      fc.property(fc.nat(), fc.nat(50), (seed, epoch) => {
        expect(order(seed, epoch)).toEqual(order(seed, epoch));
        expect(order(seed, epoch).sort()).toEqual([0, 1, 1, 1, 2]);
      }),
    );
    const orders = new Set(Array.from({ length: 20 }, (_, epoch) => order(3, epoch).join()));
    expect(orders.size).toBeGreaterThan(5);
  });

  it('draws the fractional visit anew each epoch', () => {
    const sampler = new RepeatFactorSampler(factors, 'stochastic', 1);
    const extra = Array.from({ length: 400 }, (_, epoch) => sampler.epoch(epoch).length - 4);
    // 400 draws of probability 1/2: standard deviation 10.
    expect(Math.abs(extra.reduce((sum, one) => sum + one, 0) - 200)).toBeLessThan(50);
  });
});
