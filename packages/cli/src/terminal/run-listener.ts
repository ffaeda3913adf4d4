import type { RunListener } from '@ecm/runtime';

import { type Progress, startProgress } from './progress.js';

/** What a child process tells its parent. */
export interface ProgressMessage {
  readonly phase: 'training' | 'testing';
  readonly done: number;
  readonly total: number;
  readonly loss?: number;
}

/** Shows a run on the terminal, or tells the parent process if there is one that listens. */
export function runListener(name: string): RunListener & { stop(): void } {
  const parent = process.send?.bind(process);
  if (parent !== undefined) {
    const tell = (message: ProgressMessage): void => void parent(message);
    return {
      training: ({ done, total, report }) => {
        tell({ phase: 'training', done, total, loss: report.total });
      },
      testing: ({ done, total }) => {
        tell({ phase: 'testing', done, total });
      },
      stop: () => {
        process.disconnect();
      },
    };
  }
  const bars: Partial<Record<string, Progress>> = {};
  process.stderr.write(`${name}\n`);
  return {
    note: (line) => {
      for (const bar of Object.values(bars)) bar?.stop();
      process.stderr.write(`${line}\n`);
    },
    training: ({ done, total, report }) => {
      bars['training'] ??= startProgress('Training', total, 'steps', done - 1);
      bars['training'].update(done, `loss ${report.total.toFixed(3)}`);
    },
    testing: ({ done, total }) => {
      bars['training']?.stop();
      bars['testing'] ??= startProgress('Testing', total, 'images');
      bars['testing'].update(done);
    },
    stop: () => {
      for (const bar of Object.values(bars)) bar?.stop();
    },
  };
}
