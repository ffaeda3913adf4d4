import { existsSync, readFileSync } from 'node:fs';

import { valueMismatch } from '@ecm/testing';
import { describe, expect, it } from 'vitest';

import { balancedEpoch } from './balanced-epoch.js';
import { balancedStream } from './balanced-stream.js';
import type { ClassAwareOptions } from './class-aware-sampler.js';
import { ClassAwareSampler } from './class-aware-sampler.js';
import { classAwareWeights, drawProbabilities, drawWithReplacement } from './multinomial.js';

interface ClassAwareCase {
  readonly id: string;
  readonly loss: string;
  readonly params: Readonly<Record<string, number>>;
  readonly steps: readonly {
    readonly inputs: { readonly images: readonly (readonly number[])[]; readonly permutations: readonly (readonly number[])[] };
    readonly expected: Readonly<Record<string, { readonly data: readonly number[] }>>;
  }[];
}

const golden = new URL('../../../testing/goldens/losses/samplers.json', import.meta.url);
const { cases } = JSON.parse(readFileSync(golden, 'utf8')) as { cases: readonly ClassAwareCase[] };
const of = (loss: string) => cases.filter((entry) => entry.loss === loss);
const close = { absolute: 1e-11, relative: 1e-9 };

/** Hands out the listed permutations; each must have the asked length. */
function listed(permutations: readonly (readonly number[])[]) {
  const rest = permutations.values();
  return (n: number) => {
    const order = rest.next().value ?? [];
    expect(order).toHaveLength(n);
    return order;
  };
}

describe('class-aware sampling', () => {
  it.each(of('class_aware.multinomial'))('has the weights and probabilities of the golden $id', ({ steps }) => {
    const [{ inputs, expected }] = steps;
    const weights = classAwareWeights(inputs.images);
    expect(valueMismatch(weights, expected['weights'].data, close)).toBeUndefined();
    expect(valueMismatch(drawProbabilities(weights), expected['probability'].data, close)).toBeUndefined();
  });

  it.each(of('class_aware.stream'))('has the stream of the golden $id', ({ params, steps }) => {
    const [{ inputs, expected }] = steps;
    expect([...balancedStream(inputs.images, params['length'], listed(inputs.permutations))]).toEqual(expected['indices'].data);
  });

  it.each(of('class_aware.epoch'))('has the epoch of the golden $id', ({ params, steps }) => {
    const [{ inputs, expected }] = steps;
    const options = {
      imagesPerClass: params['num_sample_class'],
      batch: params['batch'],
      workers: params['workers'],
      rank: params['rank'],
    };
    expect([...balancedEpoch(inputs.images, options, listed(inputs.permutations))]).toEqual(expected['indices'].data);
  });

  it('has the weights of the worked example CAS-1', () => {
    // losses.md 5.2: image counts per class 5, 2, 1.
    const weights = classAwareWeights([[0], [0, 1], [0], [0, 2], [0, 1], []]);
    expect([...weights]).toEqual([0.2, 0.7, 0.2, 1.2, 0.7, 0].map((weight): unknown => expect.closeTo(weight, 12)));
  });

  it('draws in proportion to the weights and never an image without objects', () => {
    const counts = new Float64Array(4);
    let state = 0;
    // A low-discrepancy sequence stands for random numbers: shares are then exact to about 1 / draws.
    const uniform = () => (state = (state + 0.618_033_988_749_895) % 1);
    for (const index of drawWithReplacement(Float64Array.of(1, 0, 2, 1), 4000, uniform)) counts[index]++;
    expect([...counts].map((count) => Math.round(count / 100))).toEqual([10, 0, 20, 10]);
  });

  it('skips classes without images in the stream', () => {
    expect([...balancedStream([[2], [0]], 4, (n) => Int32Array.from({ length: n }, (_, i) => i))]).toEqual([1, 0, 1, 0]);
  });

  const shared = new URL('../../../../../shared/goldens/evaluation/', import.meta.url);
  it.skipIf(!existsSync(shared))(
    "has UniDet's weights on 100 real images (skipped where ../shared/goldens is not beside the repository)",
    () => {
      const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, shared), 'utf8'));
      const { annotations } = read('lvis_val_100.json') as { annotations: { image_id: number; category_id: number }[] };
      const expected = read('samplers.json') as { images_in_file_order_without_empty: number[]; unidet_class_aware_weights: number[] };
      const labels = expected.images_in_file_order_without_empty.map((id) =>
        annotations.filter(({ image_id }) => image_id === id).map(({ category_id }) => category_id - 1),
      );
      expect(valueMismatch(classAwareWeights(labels), expected.unidet_class_aware_weights, close)).toBeUndefined();
    },
  );
});

describe('ClassAwareSampler', () => {
  const labels = [[0], [0], [0], [0, 1], [], [2]];
  const order = (change: Partial<ClassAwareOptions>, epoch = 0) =>
    new ClassAwareSampler(labels, { form: 'multinomial', length: 0, imagesPerClass: 1, batchSize: 1, ...change }, 5).epoch(epoch);

  it.each(['multinomial', 'stream', 'epoch'] as const)(
    'in the form %s depends on seed and epoch alone and has the asked length',
    (form) => {
      expect(order({ form })).toEqual(order({ form }));
      expect(order({ form })).toHaveLength(6);
      expect(order({ form, batchSize: 4, length: 9 })).toHaveLength(form === 'epoch' ? 8 : 9);
      expect(new Set(Array.from({ length: 20 }, (_, epoch) => order({ form }, epoch).join())).size).toBeGreaterThan(5);
    },
  );

  it('refuses a data set without objects', () => {
    const make = () => new ClassAwareSampler([[], []], { form: 'epoch', length: 0, imagesPerClass: 1, batchSize: 1 }, 1);
    expect(make).toThrow('Class-aware sampling needs images with objects, but no image has any. Check the training annotations.');
  });
});
