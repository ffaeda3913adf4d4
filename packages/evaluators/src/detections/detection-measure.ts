import type { EvaluationRules } from '../rules/evaluation-rules.js';
import type { ChunkColumns } from './detection-chunk.js';

/** Columns of a batch that say where detections lie. */
export interface ExtentColumns {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly width: Float64Array;
  readonly height: Float64Array;
  /** What IoU divides by. */
  readonly areas: Float64Array;
}

/** Which numbers of a detection stand for its extent: decided for all by the first detection, as in the reference. */
export interface DetectionMeasure {
  /** Area that area ranges and the rule "has an area" look at. */
  readonly rangeArea: (chunk: ChunkColumns, i: number) => number;
  /** Writes the box that overlaps are computed or pre-checked with, and the area that IoU divides by, to a row of a batch. */
  readonly load: (chunk: ChunkColumns, i: number, batch: ExtentColumns, row: number) => void;
}

/** Detections whose extent is a box. */
const BOX_MEASURE: DetectionMeasure = {
  rangeArea: ({ boxes }, i) => boxes[4 * i + 2] * boxes[4 * i + 3],
  load: ({ boxes }, i, batch, row) => {
    loadBox(boxes, i, batch, row);
    batch.areas[row] = boxes[4 * i + 2] * boxes[4 * i + 3];
  },
};

/** Masks that are compared as masks: area in pixels, the mask's own box. */
const MASK_MEASURE: DetectionMeasure = {
  rangeArea: (chunk, i) => chunk.masks?.areas[i] ?? 0,
  load: ({ masks }, i, batch, row) => {
    if (masks === undefined) return;
    loadBox(masks.boxes, i, batch, row);
    batch.areas[row] = masks.areas[i];
  },
};

/** Masks in area ranges by the box that came with them. */
const MASK_WITH_BOX_AREA_MEASURE: DetectionMeasure = { ...MASK_MEASURE, rangeArea: BOX_MEASURE.rangeArea };

/** Masks in a box evaluation: area in pixels, the detection's own box or else the mask's. */
const MASK_AS_BOX_MEASURE: DetectionMeasure = {
  rangeArea: MASK_MEASURE.rangeArea,
  load: (chunk, i, batch, row) => {
    MASK_MEASURE.load(chunk, i, batch, row);
    if (!Number.isNaN(chunk.boxes[4 * i])) loadBox(chunk.boxes, i, batch, row);
  },
};

function loadBox(boxes: ArrayLike<number>, i: number, batch: ExtentColumns, row: number): void {
  batch.x[row] = boxes[4 * i];
  batch.y[row] = boxes[4 * i + 1];
  batch.width[row] = boxes[4 * i + 2];
  batch.height[row] = boxes[4 * i + 3];
}

/** @param hasBox whether the first detection carries a box */
export function measureFor({ overlap, areaFromBox }: EvaluationRules, hasBox: boolean): DetectionMeasure {
  if (overlap === 'bbox') return hasBox ? BOX_MEASURE : MASK_AS_BOX_MEASURE;
  return areaFromBox && hasBox ? MASK_WITH_BOX_AREA_MEASURE : MASK_MEASURE;
}
