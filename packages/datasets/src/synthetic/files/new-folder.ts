import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';

/**
 * Fills a folder so that it appears whole or not at all: `fill` writes into a neighbouring folder, which is renamed at the end and
 * removed if anything goes wrong. Left-overs of killed processes of this machine are removed first.
 *
 * @param folder must not exist, or be empty
 * @param fill writes the contents into the folder that it is given
 */
export async function newFolder(folder: string, fill: (folder: string) => Promise<void>): Promise<void> {
  const parent = dirname(folder);
  const prefix = `.${basename(folder)}.partial-${hostname()}-`;
  await mkdir(parent, { recursive: true });
  for (const name of await readdir(parent)) {
    if (name.startsWith(prefix) && !isRunning(Number(name.slice(prefix.length)))) await rm(join(parent, name), { recursive: true });
  }
  const partial = join(parent, `${prefix}${process.pid}`);
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial);
  try {
    await fill(partial);
    await rename(partial, folder);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw error;
  }
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
