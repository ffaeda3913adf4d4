import { readFileSync } from 'node:fs';

import { expect, it } from 'vitest';

import type { TensorSummary } from '../summary/tensor-summary.js';
import { differenceFromSummary, probeIndices } from '../summary/tensor-summary.js';
import { toChannelsFirst, toChannelsLast } from './axis-order.js';
import { formulaImage } from './formula-image.js';
import { formulaParameter } from './formula-parameter.js';
import { formulaTensor } from './formula-tensor.js';
import { fnv1a, formulaUnits } from './formula-units.js';

interface FormulaGolden {
  setSeed: number;
  fnv1a32: Record<string, string>;
  unit: Record<string, number[]>;
  params: { key: string; shape: number[]; index: number[]; value: number[] }[];
  tensors: { name: string; shape: number[]; amp: number; offset: number; first: number[] }[];
  images: { image: number; h: number; w: number; at: { c: number; y: number; x: number; value: number }[]; summary: TensorSummary }[];
  probes: Record<string, number[]>;
}

const golden = JSON.parse(readFileSync(new URL('../../goldens/detectors/formula.json', import.meta.url), 'utf8')) as FormulaGolden;

it('hashes names and makes units as the goldens say', () => {
  for (const [name, hash] of Object.entries(golden.fnv1a32)) expect(fnv1a(name)).toBe(Number(hash));
  for (const [name, values] of Object.entries(golden.unit)) {
    const unit = formulaUnits(name, golden.setSeed);
    values.forEach((value, i) => {
      expect(unit(i)).toBeCloseTo(value, 8);
    });
  }
});

it('makes the parameters, tensors and images of the goldens bit by bit', () => {
  for (const { key, shape, index, value } of golden.params) {
    const values = formulaParameter(key, shape, golden.setSeed);
    expect(index.map((i) => values[i])).toEqual(value);
  }
  for (const { name, first, ...tensor } of golden.tensors) {
    expect([...formulaTensor({ ...tensor, formula: name }, golden.setSeed).slice(0, first.length)]).toEqual(first);
  }
  for (const { image, h, w, at, summary } of golden.images) {
    const pixels = formulaImage(image, { height: h, width: w }, golden.setSeed);
    for (const { c, y, x, value } of at) expect(pixels[(y * w + x) * 3 + c]).toBe(value);
    expect(differenceFromSummary(toChannelsFirst(pixels, [1, 3, h, w]), summary, () => 1e-8)).toBeUndefined();
  }
});

it('places probes as the goldens say', () => {
  for (const [size, indices] of Object.entries(golden.probes)) expect(probeIndices(Number(size), 32)).toEqual(indices);
});

it('reorders axes there and back', () => {
  const data = Float32Array.from({ length: 2 * 3 * 4 * 5 }, (_, i) => i);
  expect(toChannelsFirst(toChannelsLast(data, [2, 3, 4, 5]), [2, 3, 4, 5])).toEqual(data);
});
