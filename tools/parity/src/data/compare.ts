import type { Tolerance } from '@ecm/testing';
import { valueMismatch } from '@ecm/testing';

import type { CaseResult } from '../handler.js';

/** Whole numbers and flags. */
const exact: Tolerance = { absolute: 1e-12, relative: 0 };

/** Compares lists of numbers; without a tolerance they must be equal. */
export function compare(name: string, found: ArrayLike<number>, expected: ArrayLike<number>, tolerance: Tolerance = exact): CaseResult {
  const detail = valueMismatch(found, expected, tolerance);
  return { name, passed: detail === undefined, ...(detail !== undefined && { detail }) };
}
