import type { RandomStream } from '@ecm/core';

import type { ClassGroups } from '../reference/classification/bags.js';
import { groupLabel } from '../reference/classification/bags.js';

/**
 * Chooses the rows that train each group: all rows of its classes, and floor(β · their number) others drawn without replacement;
 * none at all where the group has no row. The background group takes every row.
 *
 * @returns 1 or 0 per group and row [G · R]
 */
export function sampleGroupRows(groups: ClassGroups, labels: Int32Array, beta: number, random: RandomStream): Uint8Array {
  const rows = labels.length;
  const last = groups.sizes.length - 1;
  const mask = new Uint8Array(groups.sizes.length * rows);
  mask.fill(1, last * rows);
  for (let group = 0; group < last; group++) {
    const own: number[] = [];
    const others: number[] = [];
    labels.forEach((label, row) => (groupLabel(groups, group, label) > 0 ? own : others).push(row));
    if (own.length === 0) continue;
    const wanted = Math.floor(beta * own.length);
    const kept = wanted >= others.length ? others : Array.from(random.permutation(others.length).subarray(0, wanted), (i) => others[i]);
    for (const row of [...own, ...kept]) mask[group * rows + row] = 1;
  }
  return mask;
}
