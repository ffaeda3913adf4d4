import { encodeMask, maskArea, maskBox, runLengthsFromString, runLengthsToString } from '@ecm/geometry';
import fc from 'fast-check';
import { expect, it } from 'vitest';

import { measureCompressed } from './measure-compressed.js';

function measured(text: string, height: number, pixels: number): { area: number; box: number[] } {
  const bytes = new TextEncoder().encode(text);
  const measure = { area: -1, box: new Int32Array(4) };
  measureCompressed(bytes, bytes.length, height, pixels, measure);
  return { area: measure.area, box: Array.from(measure.box) };
}

it('finds area and box of any mask, as decoding does', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 40 }),
      fc.nat(),
      fc.nat({ max: 8 }),
      (height, width, seed, density) => {
        let state = seed;
        const pixels = Uint8Array.from({ length: height * width }, () => {
          state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
          return Number(state >>> 29 < density);
        });
        const mask = encodeMask(pixels, height, width);
        const text = runLengthsToString(mask.counts);
        expect(measured(text, height, height * width)).toEqual({ area: maskArea(mask), box: Array.from(maskBox(mask)) });
      },
    ),
  );
});

it('measures long runs, and a run over a column break as high as the image', () => {
  // 4 × 3, row 3 of column 0 and row 0 of column 1 (specification 5.2).
  expect(measured('327', 4, 12)).toEqual({ area: 2, box: [0, 0, 2, 4] });
  const counts = Uint32Array.of(70_000, 500_000, 30_000);
  const mask = { height: 600, width: 1000, counts };
  expect(measured(runLengthsToString(counts), 600, 600_000)).toEqual({ area: 500_000, box: Array.from(maskBox(mask)) });
  expect(runLengthsFromString(runLengthsToString(counts))).toEqual(counts);
});

it('refuses what is no mask of the image', () => {
  expect(() => measured('327', 4, 13)).toThrowErrorMatchingInlineSnapshot(
    `[UserError: the runs of this mask add up to 12 pixels, but the image has 13.]`,
  );
  expect(() => measured('32W', 4, 12)).toThrowErrorMatchingInlineSnapshot(
    `[UserError: the run lengths break off or are damaged at character 4. Is this a compressed COCO mask?]`,
  );
  expect(() => measured('3 7', 4, 12)).toThrowErrorMatchingInlineSnapshot(
    `[UserError: the run lengths break off or are damaged at character 2. Is this a compressed COCO mask?]`,
  );
});
