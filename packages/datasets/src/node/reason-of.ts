/** @returns the first line of an error, without the path that system calls add, e.g. `ENOENT: no such file or directory` */
export function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message.split('\n')[0].split(', ')[0] : String(cause);
}
