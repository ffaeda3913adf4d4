import type { LvisFixedOptions } from '../lvis-fixed/lvis-fixed-protocol.js';
import { lvisFixedProtocol } from '../lvis-fixed/lvis-fixed-protocol.js';
import type { Protocol } from '../protocol/protocol.js';
import { lvisLines } from '../results/lvis-lines.js';

/**
 * LVIS challenge 2021: the best 10,000 detections of each class, by boundary IoU; its recalls are named after the limits.
 *
 * @see lvis-dataset/lvis-api, branch lvis_challenge_2021
 */
export function lvisChallenge2021Protocol(options: LvisFixedOptions = {}): Protocol {
  const fixed = lvisFixedProtocol(options);
  return {
    ...fixed,
    name: 'lvis-challenge-2021',
    lines: (rules) => lvisLines(rules, limitLabel(rules.perImage, rules.perCategory)),
  };
}

function limitLabel(perImage: number, perCategory: number): string {
  if (perCategory < 0) return String(perImage);
  return perImage < 0 ? `${perCategory}/cat` : `${perImage}/im,${perCategory}/cat`;
}
