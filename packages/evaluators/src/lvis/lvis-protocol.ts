import { baseRules } from '../protocol/base-rules.js';
import { checkedLimit } from '../protocol/checked-limit.js';
import type { Protocol } from '../protocol/protocol.js';
import { lvisLines } from '../results/lvis-lines.js';

/** Options of the LVIS protocol. */
export interface LvisOptions {
  /** Most detections of an image over all classes; −1 for no limit. */
  readonly maxDetections?: number;
  /** Judge all classes as one. */
  readonly classAgnostic?: boolean;
  /** Sort mask detections into area ranges by their box where the results carry one, as lvis-api does if it is left in. */
  readonly areaFromBox?: boolean;
}

/**
 * LVIS: federated ground truth, 300 detections per image over all classes, AP by frequency group.
 *
 * @see lvis-dataset/lvis-api, lvis/eval.py
 */
export function lvisProtocol({ maxDetections = 300, classAgnostic = false, areaFromBox = false }: LvisOptions = {}): Protocol {
  return {
    name: 'lvis',
    rules: (overlap) => ({
      ...baseRules(overlap),
      federated: true,
      ignoreFlag: true,
      perImage: checkedLimit('maxDetections', maxDetections),
      classAgnostic,
      areaFromBox,
    }),
    lines: (rules) => lvisLines(rules, String(maxDetections)),
    settings: { maxDetections, classAgnostic, areaFromBox },
  };
}
