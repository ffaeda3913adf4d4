import type { RunLengthMask } from '@ecm/core';

/** @returns the number of set pixels */
export function maskArea({ counts }: RunLengthMask): number {
  let area = 0;
  for (let i = 1; i < counts.length; i += 2) area += counts[i];
  return area;
}
