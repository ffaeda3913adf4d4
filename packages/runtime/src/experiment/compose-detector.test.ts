import { fileURLToPath } from 'node:url';

import type { JsonObject } from '@ecm/config';
import type { ClassStatistics } from '@ecm/core';
import { useBackend } from '@ecm/tensor';
import { beforeAll, describe, expect, it } from 'vitest';

import { ContainerBuilder } from '../wiring/container-builder.js';
import { composeDetector } from './compose-detector.js';
import { loadExperiment } from './load-experiment.js';

const statistics: ClassStatistics = {
  categories: ['ant', 'bee'].map((name, index) => ({ id: index + 1, name })),
  instanceCounts: Float64Array.of(9, 1),
  imageCounts: Float64Array.of(5, 1),
  annotatedImages: 6,
};

async function compose(overrides: JsonObject) {
  const file = fileURLToPath(new URL('../../../../configs/mini/w2-tde.json', import.meta.url));
  const { config, components } = await loadExperiment(file, overrides);
  const { parameters } = composeDetector(new ContainerBuilder(components), config, statistics);
  const names = parameters.all.map(({ name }) => name);
  parameters.dispose();
  return names;
}

describe('composeDetector', () => {
  beforeAll(() => useBackend('cpu'));

  it('puts the parts of a config together', async () => {
    expect(await compose({})).toContain('roi_head.bbox_head.fc_cls.embed_mean');
  });

  it('refuses a loss and a classifier that do not go together, whichever of them is the special one', async () => {
    await expect(compose({ '/model/boxHead/classPredictor': { type: 'linear' } })).rejects.toThrowErrorMatchingInlineSnapshot(
      `[ConfigError: /model/boxHead/classPredictor: "linear" gives plain logits, but the loss "tde" reads plain-and-adjusted ones; the page of a loss in docs/losses names its classifier.]`,
    );
    await expect(compose({ '/model/boxHead/loss': { type: 'softmax-ce' } })).rejects.toThrowErrorMatchingInlineSnapshot(
      `[ConfigError: /model/boxHead/classPredictor: gives 6 logits, plain ones and others without the running feature, but the loss wants 3; choose the loss "tde".]`,
    );
  });

  it('refuses a schedule that names no parameter', async () => {
    await expect(compose({ '/schedule/trainable': ['fc_class'] })).rejects.toThrowErrorMatchingInlineSnapshot(
      `[ConfigError: /schedule/trainable/0: no name of a parameter contains "fc_class". Did you mean "fc_cls"?]`,
    );
  });
});
