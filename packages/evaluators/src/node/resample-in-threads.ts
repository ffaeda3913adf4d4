import { Worker } from 'node:worker_threads';

import type { ResampledFigures, ResamplingJob } from '../comparison/resampled-figures.js';
import { resampleFigures } from '../comparison/resampled-figures.js';

/** Shares resamples between threads; every resample is drawn from its own number, so their share does not matter. */
export async function resampleInThreads(job: ResamplingJob, threads: number): Promise<readonly ResampledFigures[]> {
  const parts = Math.max(1, Math.min(threads, job.count));
  const bounds = Array.from({ length: parts + 1 }, (_, part) => job.first + Math.floor((part * job.count) / parts));
  const shares = Array.from({ length: parts }, (_, part): ResamplingJob => ({
    ...job,
    first: bounds[part],
    count: bounds[part + 1] - bounds[part],
  }));
  const others = shares.slice(1).map(runWorker);
  const own = resampleFigures(shares[0]);
  const results = [own, ...(await Promise.all(others))];
  return own.map((_, set) => joined(results.map((result) => result[set])));
}

function runWorker(job: ResamplingJob): Promise<ResampledFigures[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerFile(), { workerData: job, execArgv: [] });
    worker.once('message', (figures: ResampledFigures[]) => {
      resolve(figures);
    });
    worker.once('error', reject);
  });
}

function joined(parts: readonly ResampledFigures[]): ResampledFigures {
  return {
    lines: parts[0].lines.map((_, line) => concatenated(parts.map(({ lines }) => lines[line]))),
    classes: concatenated(parts.map(({ classes }) => classes)),
  };
}

function concatenated(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Workers run compiled code, also when the sources are run directly, as tests do. */
function workerFile(): URL {
  const own = new URL('./resampling-worker.js', import.meta.url);
  return import.meta.url.endsWith('.ts') ? new URL(own.href.replace('/src/node/', '/dist/node/')) : own;
}
