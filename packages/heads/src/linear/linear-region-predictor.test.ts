import { ParameterStore, tf, useBackend } from '@ecm/tensor';
import { beforeAll, expect, it } from 'vitest';

import { linearRegionPredictorComponent } from './linear-region-predictor.component.js';

beforeAll(() => useBackend('cpu'));

it('multiplies, adds the bias, and starts as its loss wants', () => {
  const store = new ParameterStore({ seed: 0 });
  const predictor = linearRegionPredictorComponent.create(
    { type: 'linear' },
    {
      given: { scope: store.scope('fc_cls'), inputs: 2, outputs: 2, initialBias: Float32Array.of(1, -1), classes: 1 },
      services: {},
      path: '',
    },
  );
  expect([...store.get('fc_cls.bias').value.dataSync()]).toEqual([1, -1]);
  store.load({ 'fc_cls.weight': { shape: [2, 2], data: Float32Array.of(1, 2, 3, 4) } });
  // Rows of the file's weight are outputs: 1·5 + 2·6 + 1, 3·5 + 4·6 − 1.
  expect([...predictor.forward(tf.tensor2d([[5, 6]])).dataSync()]).toEqual([18, 38]);
});
