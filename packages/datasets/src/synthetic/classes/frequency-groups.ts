import type { FrequencyGroup } from '@ecm/core';

/** Shares of rare and common classes; LVIS v1 has 337, 461 and 405 of 1203. */
const rareShare = 0.28;
const commonShare = 0.38;

/**
 * Groups classes by rank of their training images: the 28 % with the fewest images are rare, the next 38 % common, the others
 * frequent. LVIS's own borders, 10 and 100 images, do not fit small worlds.
 *
 * @param imageCounts training images by class; instances, then position decide between equals
 */
export function frequencyGroups(imageCounts: Int32Array, instanceCounts: Int32Array): FrequencyGroup[] {
  const order = Array.from(imageCounts.keys()).sort(
    (a, b) => imageCounts[a] - imageCounts[b] || instanceCounts[a] - instanceCounts[b] || a - b,
  );
  const rare = Math.round(rareShare * order.length);
  const common = Math.round(commonShare * order.length);
  const groups = new Array<FrequencyGroup>(order.length).fill('f');
  order.forEach((label, rank) => {
    if (rank < rare + common) groups[label] = rank < rare ? 'r' : 'c';
  });
  return groups;
}
