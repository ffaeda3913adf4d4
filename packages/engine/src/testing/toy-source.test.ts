import { expect, it } from 'vitest';

import { ToySource } from './toy-source.js';

it('gives the same batches from the same position', async () => {
  const source = new ToySource({ seed: 1, batchesPerEpoch: 2 });
  await source.next();
  await source.next();
  expect(source.position).toEqual({ epoch: 1, batch: 0 });
  const third = await source.next();
  const again = new ToySource({ seed: 1, batchesPerEpoch: 2 });
  again.seek({ epoch: 1, batch: 0 });
  expect(await again.next()).toEqual(third);
});
