import { Piscina } from 'piscina';

import { assembleBatch } from './assemble-batch.js';
import type { BatchOutcome, BatchTask } from './batch-task.js';
import { workerFile } from './worker-file.js';

/** Where batches are made. */
export interface BatchRunner {
  run(task: BatchTask): Promise<BatchOutcome>;
  /** Ends threads; tasks that still run are given up. */
  close(): Promise<void>;
}

/**
 * Makes batches in threads, or in this one.
 *
 * @param workers number of threads; 0 works in this thread (files are decoded beside it all the same, by libvips)
 * @throws UserError if the thread's file is not there
 */
export function openRunner(workers: number): BatchRunner {
  if (workers === 0) return { run: assembleBatch, close: () => Promise.resolve() };
  const pool = new Piscina<BatchTask, BatchOutcome>({
    filename: workerFile('worker', import.meta.url).href,
    minThreads: workers,
    maxThreads: workers,
    execArgv: [],
  });
  return { run: (task) => pool.run(task), close: () => pool.destroy() };
}
