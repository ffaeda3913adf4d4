import type { BatchSource } from '@ecm/core';

import type { TrainingObserver } from '../training/observer.js';
import type { CheckpointParts } from './format.js';
import { saveCheckpoint } from './save-checkpoint.js';

/** What is saved, where and how often. */
export interface CheckpointObserverOptions {
  readonly folder: string;
  readonly parts: CheckpointParts;
  readonly source: Pick<BatchSource, 'position'>;
  readonly seed: number;
  readonly configDigest: string;
  /** Steps between checkpoints. */
  readonly every: number;
  /** Newest checkpoints that are kept. */
  readonly keep: number;
  /** Step of the checkpoint that the run was resumed from. */
  readonly resumedAt?: number;
  /** Told of each checkpoint's path. */
  readonly onSaved?: (path: string) => void;
}

/** Saves a checkpoint every so many steps, and at the end of training, interrupted or not. */
export function checkpointObserver(options: CheckpointObserverOptions): TrainingObserver {
  const { source, seed, every, onSaved } = options;
  let saved = options.resumedAt ?? 0;
  const save = (step: number) => {
    if (step === saved) return;
    const path = saveCheckpoint({ ...options, progress: { step, position: source.position, seed } });
    saved = step;
    onSaved?.(path);
  };
  return {
    afterStep({ step }) {
      if (step % every === 0) save(step);
    },
    afterTraining(_end, step) {
      save(step);
    },
  };
}
