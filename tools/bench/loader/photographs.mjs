// Writes deterministic pictures that compress as photographs do, with outlines of objects, as a small COCO data set.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import sharp from 'sharp';

/** Sizes of COCO's photographs, the commonest ones, as width and height. */
const SIZES = [
  [640, 480],
  [640, 427],
  [480, 640],
  [500, 375],
];
const OBJECTS = 12;
const CORNERS = 40;

/** @returns path of the annotation file; pictures that are there already stay */
export async function makePhotographs(folder, count) {
  mkdirSync(folder, { recursive: true });
  const images = [];
  const annotations = [];
  for (let id = 1; id <= count; id++) {
    const [width, height] = SIZES[id % SIZES.length];
    const image = { id, width, height, file_name: `${id}.jpg` };
    const file = path.join(folder, image.file_name);
    if (!existsSync(file))
      await sharp(picture(image), { raw: { width, height, channels: 3 } })
        .jpeg({ quality: 92 })
        .toFile(file);
    images.push(image);
    for (let i = 0; i < OBJECTS; i++) annotations.push({ id: annotations.length + 1, image_id: id, ...star(i, image) });
  }
  const file = path.join(folder, 'annotations.json');
  writeFileSync(file, JSON.stringify({ images, annotations, categories: [{ id: 1, name: 'star' }] }));
  return file;
}

/** Noise of all scales, each half as wide and a little weaker than the one before, as in photographs. */
function picture({ id, width, height }) {
  const levels = new Float32Array(width * height * 3).fill(128);
  for (let step = 128, strength = 60, scale = 0; step >= 1; step /= 2, strength *= 0.92, scale++) {
    const columns = Math.floor(width / step) + 2;
    const at = (x, y, channel) =>
      (Math.imul((y * columns + x) * 3 + channel + 1, 2_654_435_761 + 97 * id + 8191 * scale) >>> 24) / 255 - 0.5;
    for (let y = 0, i = 0; y < height; y++) {
      const [row, down] = [Math.floor(y / step), (y / step) % 1];
      for (let x = 0; x < width; x++) {
        const [column, across] = [Math.floor(x / step), (x / step) % 1];
        for (let channel = 0; channel < 3; channel++, i++) {
          const above = at(column, row, channel) * (1 - across) + at(column + 1, row, channel) * across;
          const below = at(column, row + 1, channel) * (1 - across) + at(column + 1, row + 1, channel) * across;
          levels[i] += strength * (above * (1 - down) + below * down);
        }
      }
    }
  }
  return Uint8Array.from(levels, (level) => Math.min(Math.max(level, 0), 255));
}

/** An outline of as many corners as those of LVIS have. */
function star(number, { width, height }) {
  const [x, y, radius] = [((number * 53) % width) * 0.8 + 20, ((number * 31) % height) * 0.8 + 20, 20 + number * 5];
  const polygon = Array.from({ length: 2 * CORNERS }, (_, i) => {
    const angle = (2 * Math.PI * (i >> 1)) / CORNERS;
    const reach = radius * (i % 4 < 2 ? 1 : 0.8);
    return i % 2 === 0 ? x + reach * Math.cos(angle) : y + reach * Math.sin(angle);
  });
  const bbox = [x - radius, y - radius, 2 * radius, 2 * radius];
  return { category_id: 1, bbox, area: radius ** 2, iscrowd: 0, segmentation: [polygon] };
}
