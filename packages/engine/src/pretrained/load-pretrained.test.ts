import { linearLayout, ParameterStore, plainLayout, useBackend, zeros } from '@ecm/tensor';
import type { WritableTensor } from '@ecm/weights';
import { bytesSource, encodeSafetensors, readSafetensors } from '@ecm/weights';
import { beforeAll, describe, expect, it } from 'vitest';

import { describePretrained } from './describe-report.js';
import { loadPretrained } from './load-pretrained.js';

let store: ParameterStore;

beforeAll(async () => {
  await useBackend('cpu');
  store = new ParameterStore({ seed: 0 });
  const scope = store.scope();
  scope.parameter('fc_cls.weight', [2, 4], { layout: linearLayout, initialize: zeros });
  scope.parameter('fc_cls.bias', [4], { layout: plainLayout, initialize: zeros });
  scope.parameter('fc.weight', [2, 3], { layout: linearLayout, initialize: zeros });
  scope.parameter('new.bias', [1], { layout: plainLayout, initialize: zeros });
});

const file = (tensors: Record<string, WritableTensor>) => readSafetensors(bytesSource(encodeSafetensors(tensors)));
const filled = (...shape: number[]): WritableTensor => ({
  shape,
  data: Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => i),
});

describe('loadPretrained', () => {
  it('takes what fits, in the layout of files, and tells what does not', () => {
    const report = loadPretrained(
      store,
      file({ 'fc.weight': filled(3, 2), 'fc_cls.weight': filled(81, 2), 'fc_cls.bias': filled(81), 'head.weight': filled(1) }),
    );
    expect([...store.get('fc.weight').value.dataSync()]).toEqual([0, 2, 4, 1, 3, 5]);
    expect(describePretrained('a.pth', report)).toMatchInlineSnapshot(`
      [
        "a.pth: 1 tensors loaded.",
        "Not in the file, start values kept: new.bias.",
        "Not in the model, left out: head.weight.",
        "The file was trained for another number of classes; these predictors keep their start values: fc_cls.bias ([81] there, [4] here), fc_cls.weight ([81, 2] there, [4, 2] here).",
      ]
    `);
  });

  it('does not blame the number of classes for other differences', () => {
    const report = loadPretrained(store, file({ 'fc.weight': filled(3, 5) }));
    expect(describePretrained('a.pth', report).at(-1)).toMatchInlineSnapshot(
      `"Of another shape, start values kept: fc.weight ([3, 5] there, [3, 2] here)."`,
    );
  });
});
