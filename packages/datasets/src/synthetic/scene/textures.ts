import type { RandomStream } from '@ecm/core';

import { NoiseBytes } from './noise.js';

/** A pattern: value 0 … 1 of each pixel of a square, row by row. */
export type Texture = (size: number, random: RandomStream) => Float32Array;

/** Eases 0 … 1 in and out, 3t² − 2t³. */
const smooth = (t: number): number => t * t * (3 - 2 * t);

/** Clouds: random values on a coarse grid, smoothly joined. */
export const smoothNoise: Texture = (size, random) => valueNoise(size, size / (2 + random.integer(4)), random);

/** Grain of two or three pixels. */
export const fineNoise: Texture = (size, random) => valueNoise(size, 1.5 + 1.5 * random.uniform(), random);

/** One colour passing into another along a direction. */
export const gradient: Texture = (size, random) => {
  const [dx, dy] = direction(random);
  const reach = Math.abs(dx) + Math.abs(dy);
  return paint(size, (x, y) => ((dx * (2 * x - size)) / size + (dy * (2 * y - size)) / size) / (2 * reach) + 0.5);
};

/** Soft stripes of 6 to 16 pixels. */
export const stripes: Texture = (size, random) => {
  const [dx, dy] = direction(random);
  const length = Math.sqrt(dx * dx + dy * dy) * (6 + 10 * random.uniform());
  const phase = random.uniform();
  return paint(size, (x, y) => {
    const turns = (dx * x + dy * y) / length + phase;
    return smooth(Math.abs(2 * (turns - Math.floor(turns)) - 1));
  });
};

/** All textures; an image takes one of them. */
export const textures: readonly Texture[] = [smoothNoise, gradient, stripes, fineNoise];

/** A point of the square [−1, 1]² away from the centre. */
function direction(random: RandomStream): [number, number] {
  for (;;) {
    const point: [number, number] = [2 * random.uniform() - 1, 2 * random.uniform() - 1];
    if (Math.abs(point[0]) + Math.abs(point[1]) > 0.3) return point;
  }
}

function paint(size: number, value: (x: number, y: number) => number): Float32Array {
  const texture = new Float32Array(size * size);
  for (let y = 0; y < size; y++) for (let x = 0; x < size; x++) texture[y * size + x] = value(x + 0.5, y + 0.5);
  return texture;
}

/** @param cell distance of the grid's points in pixels */
function valueNoise(size: number, cell: number, random: RandomStream): Float32Array {
  const noise = new NoiseBytes(random.integer(2 ** 31 - 1) + 1);
  const points = Math.ceil(size / cell) + 2;
  const grid = Float32Array.from({ length: points * points }, () => noise.next() / 255);
  const axis = Array.from({ length: size }, (_, x) => {
    const point = Math.floor(x / cell);
    return { point, weight: smooth(x / cell - point) };
  });
  const texture = new Float32Array(size * size);
  axis.forEach(({ point: row, weight: v }, y) => {
    axis.forEach(({ point: column, weight: u }, x) => {
      const at = row * points + column;
      const top = grid[at] + (grid[at + 1] - grid[at]) * u;
      const bottom = grid[at + points] + (grid[at + points + 1] - grid[at + points]) * u;
      texture[y * size + x] = top + (bottom - top) * v;
    });
  });
  return texture;
}
