import type { ParameterLayout } from '@ecm/core/model';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { conv2dLayout, convTransposeLayout, linearLayout, plainLayout, roiLinearLayout } from './layouts.js';

const ramp = (count: number) => Float32Array.from({ length: count }, (_, i) => i);

describe('layouts', () => {
  it('turns convolution kernels from [out, in, kh, kw] to [kh, kw, in, out] (detector specification, section 7.1)', () => {
    // Reference [2, 3, 1, 2], flat index ((o · 3 + i) · 1 + 0) · 2 + x.
    expect(conv2dLayout.referenceShape([1, 2, 3, 2])).toEqual([2, 3, 1, 2]);
    expect([...conv2dLayout.fromReference(ramp(12), [1, 2, 3, 2])]).toEqual([0, 6, 2, 8, 4, 10, 1, 7, 3, 9, 5, 11]);
  });

  it('turns transposed convolution kernels from [in, out, kh, kw] to [kh, kw, out, in]', () => {
    expect(convTransposeLayout.referenceShape([2, 2, 8, 16])).toEqual([16, 8, 2, 2]);
  });

  it('transposes linear layers', () => {
    expect(linearLayout.referenceShape([3, 2])).toEqual([2, 3]);
    expect([...linearLayout.fromReference(ramp(6), [3, 2])]).toEqual([0, 3, 1, 4, 2, 5]);
  });

  it('orders the rows after flattened RoI features by row, column, channel (check C-60)', () => {
    const layout = roiLinearLayout(7, 7, 256);
    const inputs = 7 * 7 * 256;
    expect(layout.referenceShape([inputs, 1])).toEqual([1, inputs]);
    const rows = layout.fromReference(ramp(inputs), [inputs, 1]);
    expect(rows[256]).toBe(1);
    expect(rows[1]).toBe(49);
    expect(rows[(3 * 7 + 5) * 256 + 200]).toBe(200 * 49 + 3 * 7 + 5);
  });

  it('copies plain parameters', () => {
    const data = ramp(3);
    const copy = plainLayout.fromReference(data, [3]);
    expect(copy).toEqual(data);
    expect(copy).not.toBe(data);
  });

  it.each([
    [conv2dLayout, 4],
    [convTransposeLayout, 4],
    [linearLayout, 2],
    [plainLayout, 3],
  ] as [ParameterLayout, number][])('gets back what it was given: $name', (layout, rank) => {
    const shapes = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: rank, maxLength: rank });
    fc.assert(
      fc.property(shapes, (shape) => {
        const data = ramp(shape.reduce((a, b) => a * b, 1));
        expect(layout.toReference(layout.fromReference(data, shape), shape)).toEqual(data);
        const reference = layout.referenceShape(shape);
        expect([...reference].sort()).toEqual([...shape].sort());
      }),
    );
  });

  it('gets back what it was given: roi-linear', () => {
    const layout = roiLinearLayout(3, 2, 5);
    const data = ramp(30 * 4);
    expect(layout.toReference(layout.fromReference(data, [30, 4]), [30, 4])).toEqual(data);
  });
});
