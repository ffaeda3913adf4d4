/**
 * An abort signal that Ctrl-C and SIGTERM raise; a second Ctrl-C ends the process at once.
 *
 * @param note printed at the first Ctrl-C, e.g. what is being saved
 */
export function interruptSignal(note: string): AbortSignal {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(130);
    process.stderr.write(`\n${note} Press Ctrl-C again to stop at once.\n`);
    controller.abort();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return controller.signal;
}
