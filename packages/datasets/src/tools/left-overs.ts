import { existsSync, readdirSync } from 'node:fs';
import { hostname } from 'node:os';

/** Tells what this process writes from what others write: the machine and the number of the process. */
export const ownMark = `${hostname()}-${process.pid}`;

/**
 * Finds what killed processes of this machine have left in a folder; nothing of running ones, or of other machines.
 *
 * @param prefix what stands before the mark of the process in the names that are looked for
 * @param suffix what stands behind it
 */
export function leftOvers(folder: string, prefix: string, suffix = ''): string[] {
  if (!existsSync(folder)) return [];
  const start = `${prefix}${hostname()}-`;
  return readdirSync(folder).filter((name) => {
    if (!name.startsWith(start) || !name.endsWith(suffix)) return false;
    const pid = Number(name.slice(start.length, name.length - suffix.length));
    return Number.isInteger(pid) && pid > 0 && !isRunning(pid);
  });
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of another user may not be signalled, but it runs.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
