import { ConfigError, type ConfigProblem } from '@ecm/core';
import type { ParameterCollection } from '@ecm/core/model';

import { idlePatterns } from './name-patterns.js';

/** Which parameters a schedule lets learn, by text in their names. */
export interface LearningChoice {
  /** Only these; all if absent. */
  readonly trainable?: readonly string[] | undefined;
  /** These not. */
  readonly frozen?: readonly string[] | undefined;
}

/** @returns whether the parameter of a name learns */
export function learnsBy({ trainable, frozen = [] }: LearningChoice): (name: string) => boolean {
  const contains = (name: string, patterns: readonly string[]) => patterns.some((pattern) => name.includes(pattern));
  return (name) => (trainable === undefined || contains(name, trainable)) && !contains(name, frozen);
}

/**
 * @param parameters of the detector, made with `learnsBy` the choice
 * @param path of the object that holds the choice
 * @throws ConfigError if a text is in no name, or if nothing is left to learn
 */
export function checkLearningChoice(choice: LearningChoice, parameters: ParameterCollection, path: string): void {
  const names = parameters.all.map(({ name }) => name);
  const problems: ConfigProblem[] = [
    ...idlePatterns(names, { patterns: choice.trainable, path: `${path}/trainable`, what: 'parameter' }),
    ...idlePatterns(names, { patterns: choice.frozen, path: `${path}/frozen`, what: 'parameter' }),
  ];
  if (problems.length === 0 && parameters.trainable.length === 0) {
    problems.push({
      path,
      message: 'nothing is left to learn: "trainable", "frozen" and the frozen layers of the model leave no parameter.',
    });
  }
  if (problems.length > 0) throw new ConfigError(problems);
}
