import type { ClassStatistics } from '@ecm/core';
import { ConfigError } from '@ecm/core';

import { ClassTree } from '../reference/classification/class-tree.js';

/**
 * The class tree of a config, or else of the training set.
 *
 * @param parents parent of each class, −1 for none
 * @param path JSON pointer of the option, for messages
 * @throws ConfigError if neither has one
 */
export function classTreeOf(parents: readonly number[] | undefined, statistics: ClassStatistics, path: string): ClassTree {
  if (parents !== undefined) return ClassTree.fromParents(parents);
  if (statistics.ancestors !== undefined) return new ClassTree(statistics.ancestors);
  throw new ConfigError([{ path, message: 'the training set has no class hierarchy; list the parent of each class here (−1 for none).' }]);
}
