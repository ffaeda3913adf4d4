import { UserError } from '@ecm/core';

/** @returns a limit on detections, negative for none @throws UserError if it is no whole number */
export function checkedLimit(name: string, limit: number): number {
  if (Number.isInteger(limit) || limit === Infinity) return limit;
  throw new UserError(`${name} must be a whole number of detections, but is ${limit}.`);
}

/** @returns limits that are evaluated side by side, ascending @throws UserError if there are none, or one is no whole number from 0 on */
export function checkedLimits(name: string, limits: readonly number[]): number[] {
  if (limits.length > 0 && limits.every((limit) => limit === Infinity || (Number.isInteger(limit) && limit >= 0))) {
    return [...limits].sort((a, b) => a - b);
  }
  throw new UserError(`${name} must be a list of whole numbers of detections, such as [1, 10, 100], but is [${limits.join(', ')}].`);
}
