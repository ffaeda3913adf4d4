import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { packSegmentation, unpackSegmentation } from './segmentation-codec.js';

const polygon = (number: fc.Arbitrary<number>) => fc.array(number, { minLength: 6, maxLength: 40 }).map((list) => Float64Array.from(list));

describe('packSegmentation', () => {
  it.each([
    ['hundredths', fc.integer({ min: -500_000, max: 500_000 }).map((value) => value / 100 + 0)],
    ['any doubles', fc.double({ noNaN: true, noDefaultInfinity: true })],
  ])('gives polygons of %s back to the bit', (_, number) => {
    fc.assert(
      fc.property(fc.array(polygon(number), { maxLength: 4 }), (polygons) => {
        expect(unpackSegmentation(packSegmentation({ polygons }))).toEqual({ polygons });
      }),
    );
  });

  it('gives run lengths back', () => {
    const runLengths = { height: 70_000, width: 3, counts: Uint32Array.of(0, 5, 4_294_967_295, 128) };
    expect(unpackSegmentation(packSegmentation({ runLengths }))).toEqual({ runLengths });
  });

  it('needs about two bytes for a number of an ordinary polygon', () => {
    const points = Float64Array.from({ length: 200 }, (_, i) => Math.round(100 * (200 + 50 * Math.sin(i / 15 + (i % 2)))) / 100);
    expect(packSegmentation({ polygons: [points] }).length).toBeLessThan(2.1 * points.length);
  });
});
