// Our loader, or plain sharp, over a COCO data set: node ours.mjs KIND ANNOTATIONS WORKERS EPOCHS; prints one line of JSON.
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { memoryDataset, ShuffleSampler } from '@ecm/datasets';
import { TrainingSource } from '@ecm/datasets/node';
import sharp from 'sharp';

const [kind, file, workers, epochs] = process.argv.slice(2);
const { images, annotations } = JSON.parse(readFileSync(file, 'utf8'));
const folder = path.dirname(file);

/** Decode and resize only, one picture after the other. */
async function plainSharp() {
  for (const { file_name, width, height } of images) {
    const factor = Math.min(800 / Math.min(width, height), 1333 / Math.max(width, height));
    const [toWidth, toHeight] = [Math.round(width * factor), Math.round(height * factor)];
    await sharp(path.join(folder, file_name)).resize(toWidth, toHeight, { fit: 'fill', kernel: 'linear' }).raw().toBuffer();
  }
}

function openSource() {
  const recordOf = ({ id, width, height, file_name: fileName }) => ({
    image: { id, width, height, fileName, negativeCategoryIds: [], notExhaustiveCategoryIds: [] },
    annotations: annotations
      .filter(({ image_id }) => image_id === id)
      .map(({ id, bbox: box, area, segmentation }) => {
        const polygons = segmentation.map((corners) => Float64Array.from(corners));
        return { id, categoryId: 1, box, area, segmentation: { polygons }, crowd: false, ignore: false };
      }),
  });
  const dataset = memoryDataset({ name: 'bench', imageRoot: folder, categories: [{ id: 1, name: 'star' }], images: images.map(recordOf) });
  const [mean, std] = [
    [123.675, 116.28, 103.53],
    [58.395, 57.12, 57.375],
  ];
  const pipeline = { scales: [800], maxLongSide: 1333, flip: 0.5, brightness: 0, mean, std, channelOrder: 'rgb', padDivisor: 32 };
  const loader = { workers: Number(workers), prefetch: 2, cacheMegabytes: 0, maxFailures: 0, maxPixels: 1e8 };
  const sampler = new ShuffleSampler(dataset.size, 1);
  return new TrainingSource({ dataset, sampler, seed: 1, batchSize: 2, pipeline, masks: kind === 'masks', loader });
}

const source = kind === 'sharp' ? undefined : openSource();
async function epoch() {
  if (source === undefined) return plainSharp();
  for (let i = 0; i < source.batchesPerEpoch; i++) source.recycle(await source.next());
}

// The first epoch warms up; what is then made ahead belongs to the next one, and so on.
await epoch();
const [started, used] = [performance.now(), process.cpuUsage()];
for (let i = 0; i < Number(epochs); i++) await epoch();
const { user, system } = process.cpuUsage(used);
const count = images.length * Number(epochs);
console.log(JSON.stringify({ wall: (performance.now() - started) / count, cpu: (user + system) / 1000 / count }));
await source?.close();
