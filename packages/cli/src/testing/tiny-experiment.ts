import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { synthesize } from '@ecm/datasets/node';

const model = {
  type: 'two-stage',
  backbone: { type: 'mini-resnet', channels: [8, 8, 16] },
  neck: { type: 'fpn', outChannels: 8, levels: 3 },
  proposalHead: {
    type: 'rpn',
    channels: 8,
    anchors: { type: 'anchor-grid', scales: [4], ratios: [1] },
    training: { maxPerLevel: 50, maxPerImage: 16 },
    testing: { maxPerLevel: 50, maxPerImage: 16 },
  },
  boxHead: { type: 'shared-2fc', finestScale: 22, pyramidLevels: 3, hiddenSize: 16, classAgnostic: true, maxPerImage: 5 },
  maskHead: { type: 'fcn', finestScale: 22, pyramidLevels: 3, convolutions: 1, channels: 8, classAgnostic: true },
};

/** A folder with a world of ten classes and a config that trains on it in seconds. */
export async function tinyExperiment(): Promise<{ readonly folder: string; readonly config: string }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'ecm-tiny-'));
  const options = { classes: 10, trainImages: 12, valImages: 6, maxInstances: 8, valInstances: [1, 2], imageSize: 48 } as const;
  await synthesize({ options, outDir: path.join(folder, 'data', 'tiny') });
  const split = (name: string) => ({ type: 'lvis', annotations: `tiny/annotations/${name}.json`, images: 'tiny/images' });
  const experiment = {
    model,
    data: {
      train: { ...split('train'), onlyAnnotated: true },
      val: split('val'),
      input: { scales: [48], maxLongSide: 48, padDivisor: 16 },
      testScale: 48,
      batchSize: 2,
    },
    schedule: { steps: 4, optimizer: { type: 'adamw', learningRate: 0.002 }, clipNorm: 5, checkpointEvery: 2, logEvery: 1 },
    evaluators: [{ type: 'lvis', iou: ['bbox', 'segm'], maxDetections: 5 }],
  };
  const config = path.join(folder, 'tiny.json');
  await writeFile(config, JSON.stringify(experiment, null, 2));
  return { folder, config };
}
