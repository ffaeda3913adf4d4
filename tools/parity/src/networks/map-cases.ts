import type { Tensor } from '@ecm/core/model';
import type { TensorSummary } from '@ecm/testing';
import { differenceFromSummary, toChannelsFirst } from '@ecm/testing';

import type { CaseResult } from '../handler.js';

/** Compares a map [N, H, W, C] with its summary in PyTorch's order: probes within 1e-4 of the largest value (README section 4). */
export function mapCase(name: string, map: Tensor, summary: TensorSummary, relative = 1e-4): CaseResult {
  const { shape = [], min = 0, max = 0 } = summary;
  const limit = relative * Math.max(Math.abs(min), Math.abs(max));
  const values = shape.length === 4 ? toChannelsFirst(map.dataSync(), shape) : map.dataSync();
  return caseOf(
    name,
    differenceFromSummary(values, summary, () => limit),
  );
}

/** @param difference undefined if the case passed */
export function caseOf(name: string, difference: string | undefined): CaseResult {
  return difference === undefined ? { name, passed: true } : { name, passed: false, detail: difference };
}

/** Compares a number: `|found − wanted| ≤ tolerance`. */
export function numberCase(name: string, found: number, wanted: number, tolerance: number): CaseResult {
  const passed = Math.abs(found - wanted) <= tolerance;
  return caseOf(name, passed ? undefined : `${wanted} expected, ${found} found (tolerance ${tolerance})`);
}
