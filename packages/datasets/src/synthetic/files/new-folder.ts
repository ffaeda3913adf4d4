import { mkdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

import { leftOvers, ownMark } from '../../tools/left-overs.js';

/**
 * Fills a folder so that it appears whole or not at all: `fill` writes into a neighbouring folder, which is renamed at the end and
 * removed if anything goes wrong. Left-overs of killed processes of this machine are removed first.
 *
 * @param folder must not exist, or be empty
 * @param fill writes the contents into the folder that it is given
 */
export async function newFolder(folder: string, fill: (folder: string) => Promise<void>): Promise<void> {
  const parent = dirname(folder);
  const prefix = `.${basename(folder)}.partial-`;
  await mkdir(parent, { recursive: true });
  for (const name of leftOvers(parent, prefix)) await rm(join(parent, name), { recursive: true });
  const partial = join(parent, `${prefix}${ownMark}`);
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
