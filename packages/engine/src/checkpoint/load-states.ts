import { existsSync } from 'node:fs';
import path from 'node:path';

import type { SavedState, StateTensor } from '@ecm/core/model';
import { toStateTensor } from '@ecm/weights';
import { openWeightFile } from '@ecm/weights/node';

import { lossStatesFile } from './format.js';

/**
 * Restores for detecting what a checkpoint holds besides weights, e.g. constants that a loss has measured. States that only
 * training needs, and states that the checkpoint lacks, stay as they are.
 *
 * @param checkpoint folder of one checkpoint; one without states, e.g. of bare weights, changes nothing
 */
export function loadStates(checkpoint: string, states: Readonly<Record<string, SavedState>>): void {
  const file = path.join(checkpoint, lossStatesFile);
  if (!existsSync(file)) return;
  const opened = openWeightFile(file);
  try {
    for (const [scope, state] of Object.entries(states)) {
      if (state.trainingOnly === true) continue;
      const names = [...opened.tensors.keys()].filter((name) => name.slice(0, name.lastIndexOf('/')) === scope);
      const saved: Record<string, StateTensor> = {};
      for (const name of names) saved[name.slice(scope.length + 1)] = toStateTensor(opened.read(name));
      if (names.length > 0) state.load(saved);
    }
  } finally {
    opened.close();
  }
}
