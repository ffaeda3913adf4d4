import type { ClassStatistics } from '@ecm/core';
import { ecmConstants } from '@ecm/losses/reference';
import type { ClassCount, ClassMargin } from '@ecm/report';

/** The official background ratio, taken where the loss of a run names none. */
const officialRatio = 6.3313;

/** Class counts for a report. */
export function classCounts({ categories, imageCounts, instanceCounts }: ClassStatistics): ClassCount[] {
  return categories.map(({ id, name, frequency }, label) => ({
    id,
    name,
    images: imageCounts[label] ?? 0,
    instances: instanceCounts[label] ?? 0,
    ...(frequency === undefined ? {} : { frequency }),
  }));
}

/**
 * Margins and weights that the effective class-margin loss gives each class of a data set, background last.
 *
 * @param loss config of the run's classification loss
 */
export function classMargins(
  { categories, instanceCounts }: ClassStatistics,
  loss: Readonly<Record<string, unknown>> | undefined,
): ClassMargin[] {
  if (categories.length < 2) return [];
  const named = loss?.['backgroundRatio'];
  const constants = ecmConstants(instanceCounts, typeof named === 'number' ? named : officialRatio);
  return Array.from(constants.counts, (count, label) => ({
    name: categories[label]?.name ?? 'background',
    count,
    positiveMargin: constants.positiveMargin[label] ?? 0,
    negativeMargin: constants.negativeMargin[label] ?? 0,
    positiveWeight: constants.positiveWeight[label] ?? 0,
    negativeWeight: constants.negativeWeight[label] ?? 0,
    termWeight: constants.detectionWeight[label] ?? 0,
  }));
}
