import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import type { EvaluationResult } from '@ecm/core';
import { UserError } from '@ecm/core';

import { startProgress } from '../terminal/progress.js';
import type { ProgressMessage } from '../terminal/run-listener.js';

/** A training in a process of its own. */
export interface TrainingJob {
  readonly title: string;
  readonly config: string;
}

/** What a training printed. */
export interface TrainingOutcome {
  readonly run: string;
  readonly results: readonly EvaluationResult[];
}

/** What all jobs have in common. */
export interface SideBySideOptions {
  /** `/path=value`, as `--set` takes them. */
  readonly overrides: readonly string[];
  readonly out: string;
  /** Images that each job tests on at its end, for the time left. */
  readonly testImages: number;
  readonly signal: AbortSignal;
}

const bin = fileURLToPath(new URL('../bin.js', import.meta.url));

/** Testing an image takes about as long as this share of a training step. */
const testShare = 0.15;

/**
 * Trains several configs at the same time, one process each, and shows one common progress.
 *
 * @returns what each gave, or nothing where the signal stopped them
 * @throws UserError if one of them fails, with what it said
 */
export async function trainSideBySide(
  jobs: readonly TrainingJob[],
  options: SideBySideOptions,
): Promise<readonly TrainingOutcome[] | undefined> {
  const state = jobs.map(() => ({ training: 0, trainingTotal: 0, testing: 0, testingTotal: 0, loss: '' }));
  let progress: ReturnType<typeof startProgress> | undefined;
  const show = (): void => {
    const work = state.map(({ training, trainingTotal, testing, testingTotal }) => {
      const images = testingTotal === 0 ? options.testImages : testingTotal;
      return { done: training + testShare * testing, total: trainingTotal + testShare * images };
    });
    if (work.some(({ total }, index) => total === 0 || state[index]?.trainingTotal === 0)) return;
    const total = Math.round(work.reduce((sum, part) => sum + part.total, 0));
    progress ??= startProgress(
      jobs.map(({ title }) => title).join(' and '),
      total,
      'steps',
      Math.round(work.reduce((sum, part) => sum + part.done, 0)),
    );
    progress.update(
      Math.min(total, Math.round(work.reduce((sum, part) => sum + part.done, 0))),
      jobs.map(({ title }, i) => `${title}: ${state[i]?.loss ?? ''}`).join(', '),
    );
  };
  const runs = jobs.map((job, index) =>
    train(job, options, (message) => {
      const own = state[index];
      if (own === undefined) return;
      own[message.phase] = message.done;
      own[`${message.phase}Total`] = message.total;
      if (message.loss !== undefined) own.loss = `loss ${message.loss.toFixed(3)}`;
      show();
    }),
  );
  const outcomes = await Promise.allSettled(runs);
  progress?.stop();
  if (options.signal.aborted) {
    for (const outcome of outcomes) if (outcome.status === 'rejected') process.stderr.write(lastLine(outcome.reason));
    return undefined;
  }
  return outcomes.map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  });
}

/** What a stopped training said at its end: at which step, and how to go on. */
function lastLine(reason: unknown): string {
  const said = reason instanceof Error ? reason.message : String(reason);
  return `${said.slice(said.lastIndexOf('\n') + 1)}\n`;
}

function train(
  job: TrainingJob,
  { overrides, out, signal }: SideBySideOptions,
  onProgress: (message: ProgressMessage) => void,
): Promise<TrainingOutcome> {
  const args = ['train', job.config, '--out', out, '--json', ...overrides.flatMap((override) => ['--set', override])];
  const child = fork(bin, args, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  const said = { stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk: Buffer) => (said.stdout += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (said.stderr += chunk.toString()));
  child.on('message', (message) => {
    onProgress(message as ProgressMessage);
  });
  // A closed terminal or a kill reaches this process alone.
  signal.addEventListener('abort', () => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, killer) => {
      if (code === 0) resolve(JSON.parse(said.stdout) as TrainingOutcome);
      else
        reject(new UserError(`The training with ${job.title} ended with ${killer ?? `exit code ${String(code)}`}.\n${said.stderr.trim()}`));
    });
  });
}
