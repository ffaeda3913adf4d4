import type { OverlapKind } from '../rules/evaluation-rules.js';

/** @returns what a protocol compares by if nothing is asked for: the published figure of its name */
export function defaultOverlap(protocol: string): OverlapKind {
  return protocol.startsWith('boundary') || protocol === 'lvis-challenge-2021' ? 'boundary' : 'bbox';
}
