import type { RunLengthMask } from '@ecm/core';
import type { CocoSegmentation } from '@ecm/geometry';
import {
  boundaryDistance,
  boundaryOf,
  decodeMask,
  encodeMask,
  intersectMasks,
  maskArea,
  maskBox,
  maskIouMatrix,
  polygonToMask,
  runLengthsFromString,
  runLengthsToString,
  segmentationToMask,
  uniteMasks,
} from '@ecm/geometry';

import { equalCase, namedHandler } from './named-handler.js';

interface PolygonCase {
  readonly h: number;
  readonly w: number;
  readonly polygons: number[][];
  readonly parts: readonly { string: string; counts: number[] }[];
  readonly merged: { string: string; counts: number[] };
  readonly area: number;
  readonly bbox: number[];
}

interface MaskCase {
  readonly h: number;
  readonly w: number;
  readonly rles: string[];
  readonly counts: number[][];
  readonly area: number[];
  readonly bbox: number[][];
  readonly union: string;
  readonly intersect: string;
  readonly iou_of_first_with_rest: number[];
  readonly iscrowd_of_rest: number[];
}

interface BoundaryCase {
  readonly h: number;
  readonly w: number;
  readonly dilation_ratio: number;
  readonly d: number;
  readonly mask: string;
  readonly boundary: string;
}

interface LvisFile {
  readonly images: readonly { id: number; height: number; width: number }[];
  readonly annotations: readonly { id: number; image_id: number; segmentation: CocoSegmentation }[];
}

const textOf = ({ counts }: RunLengthMask): string => runLengthsToString(counts);

/** Polygons to run lengths: each part, the union, area and box. */
export const polygonsHandler = namedHandler<PolygonCase[]>('polygons.json', function* (cases) {
  for (const [i, { h, w, polygons, parts, merged, area, bbox }] of cases.entries()) {
    const masks = polygons.map((polygon) => polygonToMask(polygon, h, w));
    const whole = segmentationToMask(polygons, h, w);
    const found = { parts: masks.map((mask) => ({ string: textOf(mask), counts: [...mask.counts] })), merged: textOf(whole) };
    yield equalCase(
      `polygon ${i}`,
      { ...found, area: maskArea(whole), bbox: maskBox(whole) },
      { parts, merged: merged.string, area, bbox },
    );
  }
});

/** Strings, bitmaps, areas, boxes, unions, intersections and IoUs of masks. */
export const masksHandler = namedHandler<MaskCase[]>('encode_merge_iou.json', function* (cases) {
  for (const [i, golden] of cases.entries()) {
    const masks = golden.rles.map((text) => ({ height: golden.h, width: golden.w, counts: runLengthsFromString(text) }));
    const overlaps = maskIouMatrix(masks.slice(0, 1), masks.slice(1), Uint8Array.from(golden.iscrowd_of_rest));
    const found = {
      h: golden.h,
      w: golden.w,
      rles: masks.map((mask) => textOf(encodeMask(decodeMask(mask), golden.h, golden.w))),
      counts: masks.map(({ counts }) => [...counts]),
      area: masks.map(maskArea),
      bbox: masks.map(maskBox),
      union: textOf(uniteMasks(masks)),
      intersect: textOf(intersectMasks(masks)),
      iou_of_first_with_rest: [...overlaps],
      iscrowd_of_rest: golden.iscrowd_of_rest,
    };
    for (const key of Object.keys(found) as (keyof MaskCase)[]) yield equalCase(`masks ${i} ${key}`, found[key], golden[key]);
  }
});

/** Boundaries of masks. */
export const boundaryHandler = namedHandler<BoundaryCase[]>('boundary.json', function* (cases) {
  for (const [i, { h, w, dilation_ratio, d, mask, boundary }] of cases.entries()) {
    yield equalCase(`distance ${i}`, boundaryDistance(h, w, dilation_ratio), d);
    yield equalCase(
      `boundary ${i}`,
      textOf(boundaryOf({ height: h, width: w, counts: runLengthsFromString(mask) }, dilation_ratio)),
      boundary,
    );
  }
});

/** All masks of a real LVIS file. */
export const lvisPolygonsHandler = namedHandler<[number, string, number, number[]][]>(
  'lvis_val_100_polygons.json',
  function* (rows, { parity }) {
    const { images, annotations } = parity.sibling('evaluation/lvis_val_100.json').read() as LvisFile;
    const sizes = new Map(images.map((image) => [image.id, image]));
    const byId = new Map(annotations.map((annotation) => [annotation.id, annotation]));
    for (const [id, text, area, box] of rows) {
      const annotation = byId.get(id);
      const size = sizes.get(annotation?.image_id ?? -1);
      if (annotation === undefined || size === undefined) {
        yield { name: `annotation ${id}`, passed: false, detail: 'it is not in the LVIS file' };
        continue;
      }
      const mask = segmentationToMask(annotation.segmentation, size.height, size.width);
      yield equalCase(`annotation ${id}`, [textOf(mask), maskArea(mask), maskBox(mask)], [text, area, box]);
    }
  },
);
