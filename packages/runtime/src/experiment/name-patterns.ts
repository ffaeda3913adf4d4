import { didYouMean } from '@ecm/config';
import type { ConfigProblem } from '@ecm/core';

/** Texts of a config, each of which must fit the name of something. */
export interface NamePatterns {
  readonly patterns: readonly string[] | undefined;
  /** Where in a name they must be; default anywhere. */
  readonly at?: 'start';
  /** Path of their list in the config. */
  readonly path: string;
  /** What has the names, for the message. */
  readonly what: string;
}

/** Problems of texts that fit no name. */
export function idlePatterns(names: readonly string[], { patterns = [], at, path, what }: NamePatterns): ConfigProblem[] {
  return patterns.flatMap((pattern, index) => {
    if (names.some((name) => (at === 'start' ? name.startsWith(pattern) : name.includes(pattern)))) return [];
    const parts = [...new Set(names.flatMap((name) => name.split('.')))];
    const hint = didYouMean(pattern, parts).trim() || `Names look like ${names.slice(0, 3).join(', ')}.`;
    const verb = at === 'start' ? 'starts with' : 'contains';
    return [{ path: `${path}/${index}`, message: `no name of a ${what} ${verb} "${pattern}". ${hint}` }];
  });
}
