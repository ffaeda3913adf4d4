import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

/** The newest run below a folder of runs that has a checkpoint: names of runs are times. @returns undefined if there is none */
export function newestRun(folder: string): string | undefined {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return undefined;
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .reverse();
  const newest = names.find((name) => existsSync(path.join(folder, name, 'checkpoints', 'latest')));
  return newest === undefined ? undefined : path.join(folder, newest);
}
