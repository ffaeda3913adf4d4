import { useBackend } from '@ecm/tensor';
import { beforeAll, describe, expect, it } from 'vitest';

import { mapTensor, mapValues } from './map-tensor.js';

describe('mapTensor', () => {
  beforeAll(() => useBackend('cpu'));

  it('moves the channels last, and mapValues moves them back', () => {
    const values = Float32Array.from({ length: 12 }, (_, i) => i);
    const map = mapTensor(values, [1, 2, 3, 2]);
    expect(map.shape).toEqual([1, 3, 2, 2]);
    expect([...map.dataSync().slice(0, 4)]).toEqual([0, 6, 1, 7]);
    expect(mapValues(map)).toEqual(values);
  });
});
