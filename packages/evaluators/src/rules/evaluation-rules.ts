import type { AreaRange } from './area-range.js';

/** What detections and ground truths are compared by. */
export type OverlapKind = 'bbox' | 'segm' | 'boundary';

/** Everything that distinguishes the protocols of the LVIS and COCO family; a protocol is a record of these rules. */
export interface EvaluationRules {
  readonly overlap: OverlapKind;
  /** IoU thresholds in ascending order, at most 31. */
  readonly thresholds: Float64Array;
  /** Recalls at which precision is read. */
  readonly recallPoints: Float64Array;
  /** The first one is "all"; at most 8. */
  readonly ranges: readonly AreaRange[];
  /** Areas equal to the upper end of a range lie outside it. */
  readonly openUpperEnd: boolean;
  /**
   * Federated annotation: a class is judged only on images where it is verified, unmatched detections of classes that
   * are not annotated exhaustively are ignored, objects and detections without area do not exist.
   */
  readonly federated: boolean;
  /** The annotation field `ignore` is respected. */
  readonly ignoreFlag: boolean;
  /** `iscrowd` makes an annotation ignored, matchable any number of times, with IoU = intersection / detection area. */
  readonly crowds: boolean;
  /** Most detections of an image over all classes; negative for no limit. */
  readonly perImage: number;
  /** Most detections of a class over all images, taken after `perImage`; negative for no limit. */
  readonly perCategory: number;
  /** COCO's `maxDets` in ascending order: the best of each image and class enter; absent for no such limit. */
  readonly perCell?: readonly number[];
  /** Judge all classes as one. */
  readonly classAgnostic: boolean;
  /** Sort mask detections into area ranges by their box where the results carry one, as the reference does. */
  readonly areaFromBox: boolean;
  /** Width of boundaries in parts of the image diagonal. */
  readonly dilationRatio: number;
}

/** One set of figures: an area range and the number of detections per image and class that enter. */
export interface View {
  readonly range: number;
  /** Infinity without a limit. */
  readonly cap: number;
}

/** Views that a protocol's figures need: each limit for the range "all", the largest limit for every other range. */
export function viewsOf({ ranges, perCell }: EvaluationRules): View[] {
  const caps = perCell ?? [Infinity];
  const largest = caps[caps.length - 1];
  return [...caps.map((cap) => ({ range: 0, cap })), ...ranges.slice(1).map((_, i) => ({ range: i + 1, cap: largest }))];
}
