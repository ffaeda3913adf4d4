import { baseRules } from '../protocol/base-rules.js';
import { checkedLimits } from '../protocol/checked-limit.js';
import type { Protocol } from '../protocol/protocol.js';
import { cocoLines } from '../results/coco-lines.js';

/** Options of the COCO protocol. */
export interface CocoOptions {
  /** Limits on the detections of each image and class that are evaluated side by side. */
  readonly maxDetections?: readonly number[];
  /** Sort mask detections into area ranges by their box where the results carry one. */
  readonly areaFromBox?: boolean;
}

/**
 * COCO: every class is judged on every image, crowds absorb detections, the best 1, 10 and 100 of each image and class.
 *
 * @see cocoapi, PythonAPI/pycocotools/cocoeval.py
 */
export function cocoProtocol({ maxDetections = [1, 10, 100], areaFromBox = false }: CocoOptions = {}): Protocol {
  const perCell = checkedLimits('maxDetections', maxDetections);
  return {
    name: 'coco',
    rules: (overlap) => ({ ...baseRules(overlap), crowds: true, perCell, areaFromBox }),
    lines: cocoLines,
    settings: { maxDetections: perCell, areaFromBox },
  };
}
