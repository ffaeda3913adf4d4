import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { DataError } from '@ecm/core';

import type { WorldIdentity, WorldRecord } from './world-record.js';

const advice = 'Choose another folder, or delete this one.';

/**
 * Looks at what a folder holds before a world is written there.
 *
 * @returns the record of an equal world, or undefined if the folder is free
 * @throws DataError if it holds anything else
 */
export async function existingWorld(folder: string, identity: WorldIdentity): Promise<WorldRecord | undefined> {
  const names = await namesIn(folder);
  if (names.length === 0) return undefined;
  if (!names.includes('world.json')) throw new DataError(folder, '', `The folder is not empty and holds no synthetic world. ${advice}`);
  const record = await readRecord(folder);
  const differing = Object.entries(identity).filter(([key, value]) => JSON.stringify(record[key]) !== JSON.stringify(value));
  if (differing.length === 0) return record as unknown as WorldRecord;
  const keys = differing.map(([key]) => key).join(', ');
  throw new DataError(folder, 'world.json', `The folder holds a synthetic world made otherwise (other ${keys}). ${advice}`);
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return [];
    if (code === 'ENOTDIR') throw new DataError(folder, '', 'A file of this name is in the way of the folder. Choose another folder.');
    throw error;
  }
}

async function readRecord(folder: string): Promise<Readonly<Record<string, unknown>>> {
  const text = await readFile(join(folder, 'world.json'), 'utf8');
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    throw new DataError(folder, 'world.json', `The file is not JSON, so the folder is damaged. ${advice}`);
  }
}
