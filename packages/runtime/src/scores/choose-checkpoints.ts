import path from 'node:path';

import { UserError } from '@ecm/core';
import { listCheckpoints } from '@ecm/engine';

/** A checkpoint of a run. */
export interface ChosenCheckpoint {
  readonly step: number;
  readonly folder: string;
}

/**
 * Finds checkpoints of a run.
 *
 * @param folder of the run's checkpoints
 * @param steps training steps, or all that are there
 * @throws UserError if there is none, or one is missing
 */
export function chooseCheckpoints(folder: string, steps: readonly number[] | 'all'): readonly ChosenCheckpoint[] {
  const known = listCheckpoints(folder).map((name) => ({ step: Number(name.slice('step-'.length)), folder: path.join(folder, name) }));
  if (known.length === 0) throw new UserError(`There is no checkpoint in ${folder}.`);
  if (steps === 'all') return known;
  return steps.map((step) => {
    const found = known.find((checkpoint) => checkpoint.step === step);
    if (found !== undefined) return found;
    const list = known.map((checkpoint) => checkpoint.step).join(', ');
    throw new UserError(
      `There is no checkpoint of step ${step} in ${folder}. There: ${list}. A run keeps "schedule.keepCheckpoints" of them.`,
    );
  });
}
