import { COCO_AREA_RANGES } from '../rules/area-range.js';
import type { EvaluationRules, OverlapKind } from '../rules/evaluation-rules.js';
import { IOU_THRESHOLDS, RECALL_POINTS } from '../rules/thresholds.js';

/** Width of boundaries in parts of the image diagonal, as Boundary AP was published. */
const DILATION_RATIO = 0.02;

/** Rules that the LVIS and COCO protocols have in common. */
export function baseRules(overlap: OverlapKind): EvaluationRules {
  return {
    overlap,
    thresholds: IOU_THRESHOLDS,
    recallPoints: RECALL_POINTS,
    ranges: COCO_AREA_RANGES,
    openUpperEnd: false,
    federated: false,
    ignoreFlag: false,
    crowds: false,
    perImage: -1,
    perCategory: -1,
    classAgnostic: false,
    areaFromBox: false,
    dilationRatio: DILATION_RATIO,
  };
}
