import { statSync } from 'node:fs';
import path from 'node:path';

/**
 * Where an image lies that an annotation file names: in a folder under its name, or under the last part of it.
 *
 * @returns undefined if there is no such file; names that lead out of the folder are looked for by their last part only
 */
export function imagePlace(folder: string, name: string): string | undefined {
  const inside = path.relative(folder, path.join(folder, name)).split(path.sep)[0] !== '..';
  return [...(inside ? [path.join(folder, name)] : []), path.join(folder, path.basename(name))].find(isFile);
}

function isFile(place: string): boolean {
  try {
    return statSync(place, { throwIfNoEntry: false })?.isFile() === true;
  } catch {
    // A name that no file can have, e.g. one that is too long.
    return false;
  }
}
