import { decodeMask, encodeMask, pasteMask, pasteProbabilities, resizeMask } from '@ecm/geometry';
import type { TensorSummary } from '@ecm/testing';
import { differenceFromSummary, formulaUnits } from '@ecm/testing';

import { caseOf, numberCase } from '../networks/map-cases.js';
import { setSeedOf } from '../networks/set-seed.js';
import { equalCase, namedHandler } from './named-handler.js';

interface PasteGolden {
  readonly maskValues: number[][];
  readonly boxes: number[][];
  readonly image: readonly [number, number];
  readonly threshold: number;
  readonly results: readonly { value: TensorSummary; counts: number[]; area: number; nearThreshold: number }[];
}

interface ResizeGolden {
  readonly cases: readonly { size: [number, number]; nearestMask: { sum: number; row0: number[]; col0: number[] } }[];
}

/** Size of the input of `resize.json`, rows, columns, channels, as its note says. */
const RESIZE_INPUT = { height: 37, width: 29, channels: 3, name: 'img.u8', setAbove: 128 };

/** Predicted masks pasted into an image: values, and run lengths but for pixels near the threshold. */
export const pasteHandler = namedHandler<PasteGolden>('mask_paste.json', function* ({ maskValues, boxes, image, threshold, results }) {
  const [height, width] = image;
  for (const [i, { value, counts, nearThreshold }] of results.entries()) {
    const probabilities = Float32Array.from(maskValues[i]);
    const place = { box: Float32Array.from(boxes[i]), height, width };
    const values = pasteProbabilities(probabilities, place);
    yield caseOf(
      `values ${i}`,
      differenceFromSummary(values, value, (want) => 1e-5 + 1e-4 * Math.abs(want)),
    );
    const pixels = decodeMask(pasteMask(probabilities, place, threshold));
    const expected = decodeMask({ height, width, counts: Uint32Array.from(counts) });
    const differing = pixels.reduce((sum, pixel, at) => sum + (pixel === expected[at] ? 0 : 1), 0);
    yield numberCase(`pixels ${i} that differ`, differing, 0, nearThreshold);
  }
});

/** Nearest resizing of a mask; the bilinear part of the same file belongs to the image transforms. */
export const resizeMaskHandler = namedHandler<ResizeGolden>('resize.json', function* ({ cases }, { file, parity }) {
  const unit = formulaUnits(RESIZE_INPUT.name, setSeedOf(file, parity));
  const pixels = Uint8Array.from({ length: RESIZE_INPUT.height * RESIZE_INPUT.width }, (_, i) =>
    Math.floor(256 * unit(i * RESIZE_INPUT.channels)) > RESIZE_INPUT.setAbove ? 1 : 0,
  );
  const mask = encodeMask(pixels, RESIZE_INPUT.height, RESIZE_INPUT.width);
  for (const { size, nearestMask } of cases) {
    const [height, width] = size;
    const resized = decodeMask(resizeMask(mask, height, width));
    const found = {
      sum: resized.reduce((sum, pixel) => sum + pixel, 0),
      row0: [...resized.subarray(0, width)],
      col0: [...resized.filter((_, i) => i % width === 0)],
    };
    yield equalCase(`mask ${height} x ${width}`, found, nearestMask);
  }
});
