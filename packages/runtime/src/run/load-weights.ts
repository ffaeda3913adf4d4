import { existsSync } from 'node:fs';
import path from 'node:path';

import { CheckpointError } from '@ecm/core';
import type { Detector } from '@ecm/core/model';
import { describePretrained, findCheckpoint, loadPretrained, loadStates, weightsFile } from '@ecm/engine';
import { openWeightFile } from '@ecm/weights/node';

/**
 * Loads trained weights into a detector, and from a checkpoint what its losses have measured.
 *
 * @param weights a weight file, a checkpoint, a folder of checkpoints, or a run
 * @throws CheckpointError if there is none, or tensors are missing
 */
export function loadWeights(detector: Detector, weights: string): void {
  const file = weightsAt(weights);
  const opened = openWeightFile(file);
  try {
    const report = loadPretrained(detector.parameters, opened);
    if (report.missing.length + report.mismatched.length > 0) {
      throw new CheckpointError(file, '', `it does not fit this model. ${describePretrained(file, report).slice(1).join(' ')}`);
    }
  } finally {
    opened.close();
  }
  loadStates(path.dirname(file), detector.states);
}

/** The weight file that a path means. */
export function weightsAt(place: string): string {
  if (/\.(?:safetensors|pth|pkl)$/u.test(place)) return place;
  const checkpoints = path.join(place, 'checkpoints');
  return path.join(findCheckpoint(existsSync(checkpoints) ? checkpoints : place), weightsFile);
}
