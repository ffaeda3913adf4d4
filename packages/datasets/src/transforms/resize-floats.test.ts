import { readFileSync } from 'node:fs';

import { encodeMask, decodeMask, resizeMask } from '@ecm/geometry';
import { valueMismatch } from '@ecm/testing';
import { expect, it } from 'vitest';

import { resizeFloats } from './resize-floats.js';

interface ResizeCase {
  readonly src_hw: readonly [number, number];
  readonly dst_hw: readonly [number, number];
  readonly mask: readonly (readonly number[])[];
  readonly nearest: readonly (readonly number[])[];
  readonly gray: readonly (readonly number[])[];
  readonly bilinear_float32: readonly (readonly number[])[];
}

const golden = new URL('../../../testing/goldens/evaluation/transforms.json', import.meta.url);
const { cv2_resize: cases } = JSON.parse(readFileSync(golden, 'utf8')) as { cv2_resize: readonly ResizeCase[] };

it.each(cases)('equals OpenCV from $src_hw to $dst_hw (golden evaluation/transforms.json): bilinear to 1e-4, nearest exactly', (golden) => {
  const [from, to] = [golden.src_hw, golden.dst_hw].map(([height, width]) => ({ height, width }));
  const resized = resizeFloats(golden.gray.flat(), from, to);
  expect(valueMismatch(resized, golden.bilinear_float32.flat(), { absolute: 1e-4, relative: 0 })).toBeUndefined();
  const mask = encodeMask(Uint8Array.from(golden.mask.flat()), from.height, from.width);
  expect([...decodeMask(resizeMask(mask, to.height, to.width))]).toEqual(golden.nearest.flat());
});

it('refuses values of another size', () => {
  expect(() => resizeFloats([1], { height: 1, width: 2 }, { height: 1, width: 1 })).toThrow(/must be height · width = 2 long/);
});
