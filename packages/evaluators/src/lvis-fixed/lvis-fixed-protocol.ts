import { baseRules } from '../protocol/base-rules.js';
import { checkedLimit } from '../protocol/checked-limit.js';
import type { Protocol } from '../protocol/protocol.js';
import { lvisLines } from '../results/lvis-lines.js';

/** Options of AP-fixed. */
export interface LvisFixedOptions {
  /** Most detections of a class over all images. */
  readonly detectionsPerCategory?: number;
  /** Most detections of an image, applied before; −1 for no limit, as the definition asks. */
  readonly maxDetections?: number;
}

/**
 * AP-fixed: LVIS with the best 10,000 detections of each class instead of the best 300 of each image.
 *
 * @see Dave et al., "Evaluating Large-Vocabulary Object Detectors", 2021; large-vocab-devil, evaluate_ap_fixed.py
 */
export function lvisFixedProtocol({ detectionsPerCategory = 10_000, maxDetections = -1 }: LvisFixedOptions = {}): Protocol {
  return {
    name: 'lvis-fixed',
    rules: (overlap) => ({
      ...baseRules(overlap),
      federated: true,
      ignoreFlag: true,
      perImage: checkedLimit('maxDetections', maxDetections),
      perCategory: checkedLimit('detectionsPerCategory', detectionsPerCategory),
    }),
    lines: (rules) => lvisLines(rules, String(maxDetections)),
    settings: { detectionsPerCategory, maxDetections },
  };
}
