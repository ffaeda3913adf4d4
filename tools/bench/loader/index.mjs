// Images per second of the training loader and of plain sharp (decode and resize in a loop), in turns on the same files.
// Usage: node tools/bench/loader/index.mjs [--images 64] [--folder photographs/] [--rounds 3] [--scale 800]
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { memoryDataset, ShuffleSampler } from '@ecm/datasets';
import { TrainingSource } from '@ecm/datasets/node';
import sharp from 'sharp';

const { values } = parseArgs({
  options: {
    images: { type: 'string', default: '64' },
    folder: { type: 'string' },
    rounds: { type: 'string', default: '3' },
    scale: { type: 'string', default: '800' },
  },
});
const count = Number(values.images);
const scale = Number(values.scale);
const made = values.folder === undefined ? mkdtempSync(path.join(tmpdir(), 'ecm-bench-')) : undefined;
const folder = values.folder ?? made;
if (made !== undefined) await makePhotographs(made);
const files = readdirSync(folder)
  .filter((name) => /\.(jpe?g|png)$/i.test(name))
  .slice(0, count);
const images = await Promise.all(
  files.map(async (fileName, id) => {
    const { autoOrient } = await sharp(path.join(folder, fileName)).metadata();
    const image = { id, fileName, ...autoOrient, negativeCategoryIds: [], notExhaustiveCategoryIds: [] };
    return { image, annotations: Array.from({ length: 12 }, (_, i) => object(i, image)) };
  }),
);
const dataset = memoryDataset({ name: 'bench', imageRoot: folder, categories: [{ id: 1, name: 'one' }], images });

/** Smooth noise: compresses about as a photograph does. */
async function makePhotographs(into) {
  for (let i = 0; i < count; i++) {
    const noise = Uint8Array.from({ length: 80 * 60 * 3 }, (_, k) => Math.imul(k + 1, 2_654_435_761 + 97 * i) >>> 24);
    const raw = { width: 80, height: 60, channels: 3 };
    await sharp(noise, { raw })
      .resize(640, 480)
      .jpeg({ quality: 90 })
      .toFile(path.join(into, `${i}.jpg`));
  }
}

/** A star of 40 corners: the usual size of an LVIS outline. */
function object(id, { width, height }) {
  const [x, y, radius] = [((id * 53) % width) * 0.8 + 20, ((id * 31) % height) * 0.8 + 20, 20 + id * 5];
  const polygon = Float64Array.from({ length: 80 }, (_, i) => {
    const angle = (2 * Math.PI * (i >> 1)) / 40;
    const r = radius * (i % 4 < 2 ? 1 : 0.8);
    return i % 2 === 0 ? x + r * Math.cos(angle) : y + r * Math.sin(angle);
  });
  const box = [x - radius, y - radius, 2 * radius, 2 * radius];
  return { id, categoryId: 1, box, area: radius ** 2, segmentation: { polygons: [polygon] }, crowd: false, ignore: false };
}

async function plainSharp() {
  for (const name of files) {
    const input = sharp(path.join(folder, name));
    await input
      .resize(Math.round((scale * 4) / 3), scale, { fit: 'fill', kernel: 'linear' })
      .raw()
      .toBuffer();
  }
  return files.length;
}

const pipeline = {
  scales: [scale],
  maxLongSide: 1333,
  flip: 0.5,
  brightness: 0,
  mean: [123.675, 116.28, 103.53],
  std: [58.395, 57.12, 57.375],
  channelOrder: 'rgb',
  padDivisor: 32,
};

async function epoch({ workers, cacheMegabytes = 0, masks = true, epochs = 1 }) {
  const loader = { workers, prefetch: 2, cacheMegabytes, maxFailures: 0, maxPixels: 1e8 };
  const sampler = new ShuffleSampler(dataset.size, 1);
  const source = new TrainingSource({ dataset, sampler, seed: 1, batchSize: 2, pipeline, masks, loader });
  for (let i = 0; i < source.batchesPerEpoch * epochs; i++) await source.next();
  await source.close();
  return source.report().images;
}

const runs = {
  'sharp alone, decode and resize': plainSharp,
  'loader, main thread': () => epoch({ workers: 0 }),
  'loader, main thread, without masks': () => epoch({ workers: 0, masks: false }),
  'loader, 1 thread': () => epoch({ workers: 1 }),
  'loader, 2 threads': () => epoch({ workers: 2 }),
  'loader, main thread, pictures in memory, 2 epochs': () => epoch({ workers: 0, cacheMegabytes: 1000, epochs: 2 }),
};
const best = {};
for (let round = 0; round < Number(values.rounds); round++) {
  for (const [name, run] of Object.entries(runs)) {
    const [started, used] = [performance.now(), process.cpuUsage()];
    const done = await run();
    const { user, system } = process.cpuUsage(used);
    const figures = { wall: (performance.now() - started) / done, cpu: (user + system) / 1000 / done };
    const known = best[name] ?? { wall: Infinity, cpu: Infinity };
    best[name] = { wall: Math.min(known.wall, figures.wall), cpu: Math.min(known.cpu, figures.cpu) };
  }
}
if (made !== undefined) rmSync(made, { recursive: true });
console.log(`${files.length} images to a shorter side of ${scale}, 12 objects each, batches of 2, best of ${values.rounds} rounds`);
for (const [name, { wall, cpu }] of Object.entries(best)) {
  console.log(`${name}: ${(1000 / wall).toFixed(1)} images/s, ${cpu.toFixed(1)} ms CPU an image`);
}
