import { UserError } from '@ecm/core';

import type { DetectionStore } from '../detections/detection-store.js';
import { defaultOverlap } from '../protocol/default-overlap.js';
import type { EvaluationOptions } from '../protocol/evaluator-types.js';
import { createTableEvaluator } from '../protocol/evaluator-types.js';
import { readGroundTruthStream, storeResults } from '../reading/read-stream.js';
import type { DetailedResult, ResultDetails } from '../results/detailed-result.js';
import type { ReadingHooks } from './blob-chunks.js';
import { blobChunks } from './blob-chunks.js';

/** What to evaluate in a browser. */
export interface EvaluateBlobsOptions extends EvaluationOptions {
  /** Annotation file of LVIS or COCO, plain or gzip; a `File` is named in messages. */
  readonly groundTruth: Blob;
  /** Result files; several are joined in this order. */
  readonly results: readonly Blob[];
  /** One of `TABLE_PROTOCOLS`; `lvis` by default. */
  readonly protocol?: string;
  /** Curves and matches, if wanted. */
  readonly details?: ResultDetails;
}

/** How far an evaluation has come. */
export interface EvaluationProgress {
  /** `evaluating` follows when all files have been read. */
  readonly stage: 'ground-truth' | 'results' | 'evaluating';
  /** Bytes of all files that have been read; results begin anew if a limit binds, since detections that are not judged count then. */
  readonly bytes: number;
  /** Bytes of all files. */
  readonly totalBytes: number;
}

/** Who is told how an evaluation goes, and who may stop it. */
export interface EvaluationControl {
  readonly onProgress?: (progress: EvaluationProgress) => void;
  readonly signal?: AbortSignal;
}

/**
 * Evaluates files that a user has given to a page, in this thread: no server is asked, no file is in memory as a whole.
 * Figures are those of `evaluateFiles` in Node. In a page, `evaluateInWorker` leaves the page usable meanwhile.
 *
 * @returns one result for each kind of overlap
 * @throws DataError if a file is damaged or does not fit, UserError for an unknown protocol or if the signal has been given
 */
export async function evaluateBlobs(options: EvaluateBlobsOptions, control: EvaluationControl = {}): Promise<readonly DetailedResult[]> {
  const { groundTruth, results, protocol = 'lvis', details = {}, ...evaluation } = options;
  if (results.length === 0) throw new UserError('There is no result file to evaluate.');
  const iou = evaluation.iou ?? [defaultOverlap(protocol)];
  const totalBytes = results.reduce((sum, { size }) => sum + size, groundTruth.size);
  let bytes = 0;
  const hooks = (stage: EvaluationProgress['stage']): ReadingHooks => ({
    onBytes: (count) => {
      bytes += count;
      control.onProgress?.({ stage, bytes, totalBytes });
    },
    ...(control.signal === undefined ? {} : { signal: control.signal }),
  });
  const truthName = nameOf(groundTruth, 'ground truth');
  const truth = await readGroundTruthStream(blobChunks(groundTruth, truthName, hooks('ground-truth')), {
    masks: iou.some((overlap) => overlap !== 'bbox'),
    source: truthName,
  });
  const evaluator = createTableEvaluator(protocol, truth, { ...evaluation, iou });
  const read = async (lean: boolean): Promise<DetectionStore[]> => {
    bytes = groundTruth.size;
    const stores: DetectionStore[] = [];
    for (const file of results) {
      const source = nameOf(file, 'results');
      stores.push(await storeResults(blobChunks(file, source, hooks('results')), evaluator, lean, { source }));
    }
    return stores;
  };
  let stores = await read(true);
  if (evaluator.limitsBind(stores)) stores = await read(false);
  for (const store of stores) evaluator.addStore(store);
  control.onProgress?.({ stage: 'evaluating', bytes, totalBytes });
  return evaluator.finish(details);
}

function nameOf(blob: Blob & { readonly name?: string }, fallback: string): string {
  return blob.name === undefined || blob.name === '' ? fallback : blob.name;
}
