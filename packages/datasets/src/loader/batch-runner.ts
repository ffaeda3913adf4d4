import { Piscina } from 'piscina';

import { PictureWriter } from '../transforms/picture-writer.js';
import { assembleBatch } from './assemble-batch.js';
import type { BatchOutcome, BatchTask } from './batch-task.js';
import { workerFile } from './worker-file.js';

/** Where batches are made. */
export interface BatchRunner {
  run(task: BatchTask): Promise<BatchOutcome>;
  /** Ends threads, after the tasks that still run. */
  close(): Promise<void>;
}

/**
 * Makes batches in threads, or in this one.
 *
 * @param workers number of threads; 0 works in this thread (files are decoded beside it all the same, by libvips)
 * @throws UserError if the thread's file is not there
 */
export function openRunner(workers: number): BatchRunner {
  if (workers === 0) {
    const writer = new PictureWriter();
    return { run: (task) => assembleBatch(task, writer), close: () => Promise.resolve() };
  }
  const pool = new Piscina<BatchTask, BatchOutcome>({
    filename: workerFile('worker', import.meta.url).href,
    minThreads: workers,
    maxThreads: workers,
    execArgv: [],
  });
  const running = new Set<Promise<BatchOutcome>>();
  return {
    run: (task) => {
      const transferList = task.room instanceof ArrayBuffer ? [task.room] : [];
      const outcome = pool.run(task, { transferList }).finally(() => running.delete(outcome));
      running.add(outcome);
      return outcome;
    },
    close: async () => {
      // A thread that is stopped while it answers would end the process with an error of the pool.
      await Promise.allSettled(running);
      await pool.destroy();
    },
  };
}
