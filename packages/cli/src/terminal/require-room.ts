import { existsSync, mkdtempSync, rmdirSync } from 'node:fs';
import path from 'node:path';

import { UserError } from '@ecm/core';

/**
 * Checks that a file or folder can be made at a place, before anything long begins, by making an empty folder where the first
 * missing part of the path will be. Making folders with all their parents hangs in Node where a folder exists but takes no
 * others (`/proc`), so it must not come to that.
 *
 * @throws UserError if nothing can be made there; a place that exists already is left to whoever writes
 */
export function requireRoom(place: string): void {
  const wanted = path.resolve(place);
  let existing = wanted;
  while (!existsSync(existing) && existing !== path.dirname(existing)) existing = path.dirname(existing);
  if (existing === wanted) return;
  try {
    rmdirSync(mkdtempSync(path.join(existing, '.ecm-')));
  } catch (cause) {
    const { code = '' } = cause as NodeJS.ErrnoException;
    const reason = reasons[code] ?? `nothing can be made in "${existing}" (${code})`;
    throw new UserError(`"${place}" cannot be made: ${reason.replace('FOLDER', existing)}. Choose another place.`);
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOTDIR: '"FOLDER" is a file',
  EACCES: 'you may not write in "FOLDER"',
  EROFS: 'the disk of "FOLDER" cannot be written',
  ENOSPC: 'the disk of "FOLDER" is full',
};
