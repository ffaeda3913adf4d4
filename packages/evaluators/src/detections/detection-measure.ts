import type { EvaluationRules } from '../rules/evaluation-rules.js';
import type { ChunkColumns } from './detection-chunk.js';

/** Which numbers of a detection stand for its extent: decided for all by the first detection, as in the reference. */
export interface DetectionMeasure {
  /** Area that area ranges and the rule "has an area" look at. */
  readonly rangeArea: (chunk: ChunkColumns, i: number) => number;
  /** Writes `x, y, width, height` that overlaps are computed or pre-checked with. */
  readonly box: (chunk: ChunkColumns, i: number, box: Float64Array) => void;
  /** Area that IoU divides by. */
  readonly overlapArea: (chunk: ChunkColumns, i: number) => number;
}

/** Detections whose extent is a box. */
const BOX_MEASURE: DetectionMeasure = {
  rangeArea: ({ boxes }, i) => boxes[4 * i + 2] * boxes[4 * i + 3],
  overlapArea: ({ boxes }, i) => boxes[4 * i + 2] * boxes[4 * i + 3],
  box: ({ boxes }, i, box) => {
    for (let k = 0; k < 4; k++) box[k] = boxes[4 * i + k];
  },
};

/** Masks that are compared as masks: area in pixels, the mask's own box. */
const MASK_MEASURE: DetectionMeasure = {
  rangeArea: (chunk, i) => chunk.masks?.areas[i] ?? 0,
  overlapArea: (chunk, i) => chunk.masks?.areas[i] ?? 0,
  box: (chunk, i, box) => {
    for (let k = 0; k < 4; k++) box[k] = chunk.masks?.boxes[4 * i + k] ?? 0;
  },
};

/** Masks in area ranges by the box that came with them. */
const MASK_WITH_BOX_AREA_MEASURE: DetectionMeasure = { ...MASK_MEASURE, rangeArea: BOX_MEASURE.rangeArea };

/** Masks in a box evaluation: area in pixels, the detection's own box or else the mask's. */
const MASK_AS_BOX_MEASURE: DetectionMeasure = {
  rangeArea: MASK_MEASURE.rangeArea,
  overlapArea: MASK_MEASURE.rangeArea,
  box: (chunk, i, box) => {
    if (chunk.boxes.length === 0 || Number.isNaN(chunk.boxes[4 * i])) MASK_MEASURE.box(chunk, i, box);
    else BOX_MEASURE.box(chunk, i, box);
  },
};

/** @param hasBox whether the first detection carries a box */
export function measureFor({ overlap, areaFromBox }: EvaluationRules, hasBox: boolean): DetectionMeasure {
  if (overlap === 'bbox') return hasBox ? BOX_MEASURE : MASK_AS_BOX_MEASURE;
  return areaFromBox && hasBox ? MASK_WITH_BOX_AREA_MEASURE : MASK_MEASURE;
}
