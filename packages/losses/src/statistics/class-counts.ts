import type { ClassStatistics } from '@ecm/core';
import { ConfigError } from '@ecm/core';

/** Which counts of the training set a loss takes, or numbers of its own. */
export type CountsConfig = 'instances' | 'images' | readonly number[];

/**
 * Class counts for a loss.
 *
 * @param config default `instances`
 * @param path JSON pointer of the option, for messages
 * @throws ConfigError if there is not one count per class
 */
export function countsOf(config: CountsConfig | undefined, statistics: ClassStatistics, classes: number, path: string): Float64Array {
  const counts =
    config === 'images' ? statistics.imageCounts : typeof config === 'object' ? Float64Array.from(config) : statistics.instanceCounts;
  if (counts.length !== classes) {
    const source = typeof config === 'object' ? 'the list has' : 'the training set has counts of';
    throw new ConfigError([{ path, message: `${source} ${counts.length} classes, but the detector has ${classes}.` }]);
  }
  return counts;
}
