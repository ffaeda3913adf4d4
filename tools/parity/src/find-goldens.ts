import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

import { UserError } from '@ecm/core';

import type { GoldenFile } from './handler.js';

/** Makes the golden at a path below a folder; its JSON is parsed when it is asked for. */
function goldenFile(folder: string, relative: string): GoldenFile {
  const absolutePath = path.join(folder, relative);
  let content: unknown;
  return {
    path: relative.split(path.sep).join('/'),
    absolutePath,
    read: () => (content ??= JSON.parse(readFileSync(absolutePath, 'utf8')) as unknown),
  };
}

/** All JSON files below a folder, sorted by path. @throws UserError if there is no such folder */
export function findGoldens(folder: string): GoldenFile[] {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) throw new UserError(`There is no folder "${folder}".`);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => goldenFile(folder, name));
}

/** Finds a golden by its path below the goldens' root, wherever the given folder starts. */
export function siblingIn(root: string, wanted: string): GoldenFile {
  const parts = wanted.split('/');
  for (let folder = path.resolve(root), depth = 0; depth < 4; folder = path.dirname(folder), depth++) {
    for (let drop = 0; drop < parts.length; drop++) {
      const relative = parts.slice(drop).join('/');
      if (statSync(path.join(folder, relative), { throwIfNoEntry: false })?.isFile() === true) return goldenFile(folder, relative);
    }
  }
  throw new Error(`The goldens in ${root} name ${wanted}, which is neither there nor beside it.`);
}
