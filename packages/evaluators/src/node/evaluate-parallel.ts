import { Worker } from 'node:worker_threads';

import type { CategoryMeasure } from '../matching/category-evaluator.js';
import type { DetailedResult } from '../results/detailed-result.js';
import { reportEvaluation } from '../results/evaluation-report.js';
import type { EvaluationJob, PartReading } from './evaluation-part.js';
import { EvaluationPart } from './evaluation-part.js';
import type { WorkerRequest } from './evaluation-worker.js';

/**
 * Evaluates with several threads: each reads a part of the files, then each evaluates a part of the classes. Figures are the
 * same for any number of threads.
 *
 * @returns undefined if the files could not be cut at records, or why a thread failed: then one thread has to do it, and to tell
 */
export async function evaluateParallel(job: EvaluationJob): Promise<readonly DetailedResult[] | ThreadFailure | undefined> {
  const workers = Array.from({ length: job.threads - 1 }, (_, i) => new EvaluationThread(job, i + 1));
  try {
    const own = await EvaluationPart.open(job, 0);
    const { protocol, overlaps, truth } = own.evaluator;
    let readings = [own.read(true), ...(await Promise.all(workers.map((worker) => worker.reading())))];
    if (!readings.every(({ complete }) => complete)) return undefined;
    let store = own.join(readings);
    if (own.evaluator.limitsBind([store])) {
      for (const worker of workers) worker.post({ kind: 'read' });
      readings = [own.read(false), ...(await Promise.all(workers.map((worker) => worker.reading())))];
      store = own.join(readings);
    }
    for (const worker of workers) worker.post({ kind: 'evaluate', readings });
    const measures = [own.evaluate(store), ...(await Promise.all(workers.map((worker) => worker.measures())))];
    return overlaps.map((overlap, i) => {
      const all = measures.flatMap((shares) => shares[i]).sort((a, b) => a.category - b.category);
      return reportEvaluation({ truth, store, protocol, rules: protocol.rules(overlap), measures: all });
    });
  } catch (error) {
    if (!(error instanceof ThreadFailure)) throw error;
    return error;
  } finally {
    await Promise.all(workers.map((worker) => worker.stop()));
  }
}

/** A worker ended before its work was done. */
export class ThreadFailure extends Error {
  override readonly name = 'ThreadFailure';
}

/** A worker and the messages that have not been asked for yet. */
class EvaluationThread {
  readonly #worker: Worker;
  readonly #arrived: unknown[] = [];
  #waiting: { resolve: (message: unknown) => void; reject: (error: Error) => void } | undefined;
  #failure: ThreadFailure | undefined;

  constructor(job: EvaluationJob, part: number) {
    this.#worker = new Worker(workerFile(), { workerData: { job, part }, execArgv: [] });
    this.#worker.on('message', (message: unknown) => {
      if (this.#waiting === undefined) this.#arrived.push(message);
      else this.#waiting.resolve(message);
      this.#waiting = undefined;
    });
    this.#worker.on('error', (error: unknown) => {
      this.#failure = new ThreadFailure(String(error));
      this.#waiting?.reject(this.#failure);
    });
  }

  post(request: WorkerRequest): void {
    this.#worker.postMessage(request);
  }

  async reading(): Promise<PartReading> {
    return (await this.#next()) as PartReading;
  }

  async measures(): Promise<CategoryMeasure[][]> {
    return (await this.#next()) as CategoryMeasure[][];
  }

  async stop(): Promise<void> {
    await this.#worker.terminate();
  }

  #next(): Promise<unknown> {
    if (this.#arrived.length > 0) return Promise.resolve(this.#arrived.shift());
    return new Promise((resolve, reject) => {
      if (this.#failure === undefined) this.#waiting = { resolve, reject };
      else reject(this.#failure);
    });
  }
}

/** Workers run compiled code, also when the sources are run directly, as tests do. */
function workerFile(): URL {
  const own = new URL('./evaluation-worker.js', import.meta.url);
  return import.meta.url.endsWith('.ts') ? new URL(own.href.replace('/src/node/', '/dist/node/')) : own;
}
