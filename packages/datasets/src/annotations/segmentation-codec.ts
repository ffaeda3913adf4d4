import type { Segmentation } from '@ecm/core';

import { ByteReader, ByteWriter } from './varint.js';

const HUNDREDTHS = 1;
const DOUBLES = 2;
const RUN_LENGTHS = 3;

/** Negative zero and large numbers stay doubles. */
const isHundredths = (value: number) => Math.abs(value) < 1e6 && Math.round(value * 100) / 100 === value && !Object.is(value, -0);

/**
 * Packs a segmentation into bytes without loss. Polygons whose coordinates have at most two decimals, as LVIS and COCO write
 * them, become differences of hundredths (about two bytes a number); other polygons stay doubles; masks become counts.
 */
export function packSegmentation(segmentation: Segmentation): Uint8Array {
  const writer = new ByteWriter();
  if ('runLengths' in segmentation) {
    const { height, width, counts } = segmentation.runLengths;
    for (const value of [RUN_LENGTHS, height, width, counts.length]) writer.unsigned(value);
    for (const count of counts) writer.unsigned(count);
    return writer.finish();
  }
  const { polygons } = segmentation;
  const exact = polygons.every((polygon) => polygon.every(isHundredths));
  writer.unsigned(exact ? HUNDREDTHS : DOUBLES);
  writer.unsigned(polygons.length);
  for (const polygon of polygons) {
    writer.unsigned(polygon.length);
    for (let i = 0; i < polygon.length; i++) {
      if (exact) writer.signed(Math.round(polygon[i] * 100) - (i < 2 ? 0 : Math.round(polygon[i - 2] * 100)));
      else writer.double(polygon[i]);
    }
  }
  return writer.finish();
}

/** Undoes `packSegmentation`. */
export function unpackSegmentation(bytes: Uint8Array): Segmentation {
  const reader = new ByteReader(bytes);
  const kind = reader.unsigned();
  if (kind === RUN_LENGTHS) {
    const height = reader.unsigned();
    const width = reader.unsigned();
    const counts = new Uint32Array(reader.unsigned());
    for (let i = 0; i < counts.length; i++) counts[i] = reader.unsigned();
    return { runLengths: { height, width, counts } };
  }
  const polygons = Array.from({ length: reader.unsigned() }, () => {
    const polygon = new Float64Array(reader.unsigned());
    const last = [0, 0];
    for (let i = 0; i < polygon.length; i++) {
      if (kind === DOUBLES) polygon[i] = reader.double();
      else {
        last[i % 2] += reader.signed();
        polygon[i] = last[i % 2] / 100;
      }
    }
    return polygon;
  });
  return { polygons };
}
