import { statSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { UserError } from '@ecm/core';

/** Refuses places that cannot be written to, before hours of work. @throws UserError if the folder of a file is missing */
export function checkPlaces(files: readonly (string | undefined)[]): void {
  for (const file of files) {
    if (file === undefined) continue;
    const folder = path.dirname(path.resolve(file));
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
      throw new UserError(`"${file}" cannot be written: there is no folder "${folder}". Make it first.`);
    }
    if (statSync(file, { throwIfNoEntry: false })?.isDirectory() === true) throw new UserError(`"${file}" is a folder; name a file.`);
  }
}

/** Writes a file, whole or not at all. @throws UserError if it cannot be written */
export async function writeText(file: string, text: string): Promise<void> {
  const part = `${file}.part`;
  try {
    await writeFile(part, text);
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    if ((error as { code?: unknown }).code === 'ENOSPC') throw error;
    throw new UserError(`"${file}" cannot be written: ${error instanceof Error ? error.message : String(error)}.`);
  }
}
