import { UserError } from '@ecm/core';

import type { DetailedResult } from '../results/detailed-result.js';
import type { EvaluateBlobsOptions, EvaluationProgress } from './evaluate-blobs.js';

/** What a page asks of the worker, once in its life. */
export type WorkerTask = EvaluateBlobsOptions;

/** What the worker answers: progress any number of times, then one of the others. */
export type WorkerAnswer =
  | { readonly kind: 'progress'; readonly progress: EvaluationProgress }
  | { readonly kind: 'done'; readonly results: readonly DetailedResult[] }
  | { readonly kind: 'failed'; readonly message: string; readonly byUser: boolean };

/** Errors lose their class between threads. */
export function failure(cause: unknown): WorkerAnswer {
  const message = cause instanceof Error ? cause.message : String(cause);
  return { kind: 'failed', message, byUser: cause instanceof UserError };
}
