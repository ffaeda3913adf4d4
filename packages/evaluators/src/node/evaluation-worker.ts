import { parentPort, workerData } from 'node:worker_threads';

import type { EvaluationJob, PartReading } from './evaluation-part.js';
import { EvaluationPart } from './evaluation-part.js';

/** What the main thread asks of a worker after it has read its part. */
export type WorkerRequest = { readonly kind: 'read' } | { readonly kind: 'evaluate'; readonly readings: readonly PartReading[] };

const { job, part } = workerData as { readonly job: EvaluationJob; readonly part: number };
const own = await EvaluationPart.open(job, part);
parentPort?.on('message', (request: WorkerRequest) => {
  parentPort?.postMessage(request.kind === 'read' ? own.read(false) : own.evaluate(own.join(request.readings)));
});
parentPort?.postMessage(own.read(true));
