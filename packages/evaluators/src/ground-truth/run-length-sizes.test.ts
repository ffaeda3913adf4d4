import { expect, it } from 'vitest';

import { pixelsOf, RunLengthSizes } from './run-length-sizes.js';

const images = { heights: Int32Array.of(3, 40), widths: Int32Array.of(4, 50) };
const annotations = { ids: Float64Array.of(7, 8, 9), images: Int32Array.of(0, 1, -1) };

function check(row: number, pixels: number, size?: readonly number[]): void {
  const sizes = new RunLengthSizes();
  sizes.add(row, { pixels, size });
  sizes.check('truth.json', images, annotations);
}

it('adds up run lengths, and takes only whole numbers from 0 on', () => {
  expect(pixelsOf([0, 5, 7])).toBe(12);
  expect(pixelsOf(Float64Array.of(5, 7, 99), 2)).toBe(12);
  expect([pixelsOf([-1, 13]), pixelsOf([1.5]), pixelsOf([NaN])]).toEqual([NaN, NaN, NaN]);
});

it('takes masks of the size of their image, and all of images that are not there', () => {
  check(0, 12, [3, 4]);
  check(1, 2000);
  check(2, 5, [1, 1]);
});

it('keeps any number of sizes', () => {
  const sizes = new RunLengthSizes();
  for (let i = 0; i < 5000; i++) sizes.add(i % 2, { pixels: i % 2 === 0 ? 12 : 2000, size: i % 2 === 0 ? [3, 4] : undefined });
  expect(() => {
    sizes.check('truth.json', images, annotations);
  }).not.toThrow();
  sizes.add(1, { pixels: 1999 });
  expect(() => {
    sizes.check('truth.json', images, annotations);
  }).toThrow('truth.json, annotation 8: the runs of its mask add up to 1999 pixels, but the image has 2000.');
});

it('refuses another size, one that is none, and runs that do not fill the image', () => {
  expect(() => {
    check(0, 12, [4, 3]);
  }).toThrow('truth.json, annotation 7: its mask has size [4, 3], but the image has [3, 4].');
  expect(() => {
    check(0, 12, [3]);
  }).toThrow('annotation 7: its mask has size');
  expect(() => {
    check(0, NaN, [3, 4]);
  }).toThrow('add up to NaN pixels, but the image has 12');
});
