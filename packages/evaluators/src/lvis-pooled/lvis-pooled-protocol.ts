import type { LvisFixedOptions } from '../lvis-fixed/lvis-fixed-protocol.js';
import { lvisFixedProtocol } from '../lvis-fixed/lvis-fixed-protocol.js';
import type { Protocol } from '../protocol/protocol.js';

/**
 * AP-pool: one precision–recall curve over the detections of all classes, and of each frequency group. Scores of different
 * classes must be comparable for it to be high.
 *
 * @see Dave et al., "Evaluating Large-Vocabulary Object Detectors", 2021; large-vocab-devil, evaluate_ap_pooled.py
 */
export function lvisPooledProtocol(options: LvisFixedOptions = {}): Protocol {
  const fixed = lvisFixedProtocol(options);
  const groups = ['r', 'c', 'f'].map((frequency) => ({ key: `AP-pooled-${frequency}`, frequency }));
  return { ...fixed, name: 'lvis-pooled', lines: () => [], pools: [{ key: 'AP-pooled-all' }, ...groups] };
}
