import path from 'node:path';

import { findCheckpoint, lossStatesFile } from '@ecm/engine';
import { readStateTensors } from '@ecm/weights';
import { openWeightFile } from '@ecm/weights/node';

import type { BackgroundRatio } from './class-counts.js';

/**
 * The background ratio that the effective class-margin loss of a run uses, from its latest checkpoint.
 *
 * @param checkpoints folder of the run's checkpoints
 * @returns undefined if the run has no such loss
 * @throws CheckpointError if there is no checkpoint
 */
export function runBackgroundRatio(checkpoints: string): BackgroundRatio | undefined {
  const checkpoint = findCheckpoint(checkpoints);
  const opened = openWeightFile(path.join(checkpoint, lossStatesFile));
  try {
    const states = Object.entries(readStateTensors(opened));
    const number = (name: string): number | undefined => states.find(([key]) => key.endsWith(`/${name}`))?.[1].data[0];
    const value = number('background_ratio');
    if (value === undefined) return undefined;
    const batches = number('measured_batches') ?? 0;
    const origin = batches === 0 ? 'given by the config of the run' : `measured on ${batches} batches before the first step of the run`;
    return { value, origin };
  } finally {
    opened.close();
  }
}
