import { UserError } from '@ecm/core';

import type { DetailedResult } from '../results/detailed-result.js';
import type { EvaluateBlobsOptions, EvaluationControl } from './evaluate-blobs.js';
import type { WorkerAnswer } from './worker-messages.js';

/**
 * Evaluates files that a user has given to a page in a worker of its own, which ends with the evaluation.
 *
 * @param createWorker starts a worker whose module calls `answerEvaluations(self)`; bundlers want to see
 * `new Worker(new URL('./my-worker.js', import.meta.url), { type: 'module' })` in the page's own code
 * @param control.signal stops the worker at once, also in the middle of the computation
 * @returns one result for each kind of overlap, as `evaluateBlobs`
 * @throws UserError if a file is damaged or does not fit, for an unknown protocol, or if the signal has been given
 */
export function evaluateInWorker(
  createWorker: () => Worker,
  options: EvaluateBlobsOptions,
  { onProgress, signal }: EvaluationControl = {},
): Promise<readonly DetailedResult[]> {
  return new Promise((resolve, reject) => {
    const cancelled = (): UserError => new UserError('The evaluation was cancelled.');
    if (signal?.aborted === true) {
      reject(cancelled());
      return;
    }
    const worker = createWorker();
    const stop = (): void => {
      worker.terminate();
      signal?.removeEventListener('abort', cancel);
    };
    const cancel = (): void => {
      stop();
      reject(cancelled());
    };
    signal?.addEventListener('abort', cancel);
    worker.onmessage = ({ data }: MessageEvent<WorkerAnswer>): void => {
      if (data.kind === 'progress') {
        onProgress?.(data.progress);
        return;
      }
      stop();
      if (data.kind === 'done') resolve(data.results);
      else reject(data.byUser ? new UserError(data.message) : new Error(data.message));
    };
    worker.onerror = ({ message }): void => {
      stop();
      reject(new Error(`The worker of the evaluation failed: ${message}`));
    };
    worker.postMessage(options);
  });
}
