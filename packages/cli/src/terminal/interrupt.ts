import { exitCodes } from './exit-codes.js';

/**
 * Signals that come within this time of the first belong to the same key press: a terminal gives Ctrl-C to every process of its
 * group, and npm and our own parent process pass it on once more.
 */
const onePressMs = 500;

/**
 * An abort signal that Ctrl-C and SIGTERM raise; a second Ctrl-C ends the process at once.
 *
 * @param note printed at the first Ctrl-C, e.g. what is being saved
 */
export function interruptSignal(note: string): AbortSignal {
  const controller = new AbortController();
  let first = 0;
  const stop = (name: NodeJS.Signals): void => {
    if (!controller.signal.aborted) {
      first = performance.now();
      process.stderr.write(`\n${note} Press Ctrl-C again to stop at once.\n`);
      controller.abort();
    } else if (name === 'SIGINT' && performance.now() - first > onePressMs) process.exit(130);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return controller.signal;
}

/** Ends the process on Ctrl-C and SIGTERM in the way it ends otherwise: files that are not whole are removed on the way out. */
export function endOnInterrupt(): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      process.stderr.write('Stopped; nothing half-written is left.\n');
      process.exit(exitCodes.interrupted);
    });
}
