/**
 * Ends quietly what a reader no longer wants to read: `ecm config show c.json | head` closes the pipe in the middle.
 * Only what is printed is lost: a command that is still at work goes on, and its exit code stays its own.
 *
 * @param stream standard output or standard error
 * @throws what else goes wrong with the stream
 */
export function endWithReader(stream: NodeJS.WritableStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}
