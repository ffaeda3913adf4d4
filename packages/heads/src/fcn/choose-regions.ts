import type { RandomStream } from '@ecm/core';
import type { PositiveRegions } from '@ecm/core/model';

import { takeBoxes } from '../regions/take-boxes.js';

/** Leaves at most `limit` regions, chosen at random without repetition, in their order; 0 leaves all. */
export function chooseRegions(regions: PositiveRegions, limit: number, random: RandomStream): PositiveRegions {
  const count = regions.labels.length;
  if (limit === 0 || count <= limit) return regions;
  const chosen = random.permutation(count).subarray(0, limit).sort();
  return {
    boxes: takeBoxes(regions.boxes, chosen),
    truthIndices: chosen.map((index) => regions.truthIndices[index]),
    labels: chosen.map((index) => regions.labels[index]),
  };
}
