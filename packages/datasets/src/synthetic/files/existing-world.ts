import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { DataError } from '@ecm/core';

import type { WorldIdentity, WorldRecord } from './world-record.js';

/**
 * Looks at what a folder holds before a world is written there.
 *
 * @returns the record of an equal world, or undefined if the folder is free
 * @throws DataError if it holds anything else
 */
export async function existingWorld(folder: string, identity: WorldIdentity): Promise<WorldRecord | undefined> {
  const names = await readdir(folder).catch((error: unknown): string[] => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  });
  if (names.length === 0) return undefined;
  const advice = 'Choose another folder, or delete this one.';
  if (!names.includes('world.json')) throw new DataError(folder, '', `The folder is not empty and holds no synthetic world. ${advice}`);
  const record = JSON.parse(await readFile(join(folder, 'world.json'), 'utf8')) as WorldRecord;
  const differing = Object.entries(identity).filter(
    ([key, value]) => JSON.stringify(record[key as keyof WorldRecord]) !== JSON.stringify(value),
  );
  if (differing.length === 0) return record;
  const keys = differing.map(([key]) => key).join(', ');
  throw new DataError(folder, 'world.json', `The folder holds a synthetic world made otherwise (${keys} differ). ${advice}`);
}
