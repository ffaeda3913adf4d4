import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';

import { CheckpointError } from '@ecm/core';

import { replaceText, syncFolder } from './durable-files.js';
import { stateFile } from './format.js';

const temporary = '.tmp-';
const latestFile = 'latest';

/** @returns name of the checkpoint of a step, e.g. `step-00000500` */
export function checkpointName(step: number): string {
  return `step-${String(step).padStart(8, '0')}`;
}

/** @returns names of the complete checkpoints of a folder, oldest first */
export function listCheckpoints(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /^step-\d{8,}$/.test(name))
    .sort((a, b) => Number(a.slice(5)) - Number(b.slice(5)));
}

/**
 * Finds a checkpoint.
 *
 * @param location a checkpoint, or a folder of checkpoints, of which the one that `latest` names is taken
 * @throws CheckpointError if there is none
 */
export function findCheckpoint(location: string): string {
  if (existsSync(path.join(location, stateFile))) return location;
  const pointer = path.join(location, latestFile);
  if (!existsSync(pointer)) throw new CheckpointError(location, '', `there is no checkpoint here: neither ${stateFile} nor ${latestFile}.`);
  const found = path.join(location, path.basename(readFileSync(pointer, 'utf8').trim()));
  if (existsSync(path.join(found, stateFile))) return found;
  throw new CheckpointError(
    pointer,
    '',
    `it names ${path.basename(found)}, which is not there. Name one of the others: ${known(location)}.`,
  );
}

/** Makes a folder for a checkpoint that is being written; leftovers of killed writers are removed. @returns its path */
export function temporaryCheckpoint(folder: string, name: string): string {
  for (const entry of readdirSync(folder)) {
    if (entry.startsWith(temporary)) rmSync(path.join(folder, entry), { recursive: true });
  }
  return path.join(folder, `${temporary}${name}-${process.pid}`);
}

/** Gives a finished checkpoint its name, then moves `latest`, then removes all but the newest `keep` checkpoints. */
export function publishCheckpoint(folder: string, written: string, name: string, keep: number): string {
  const target = path.join(folder, name);
  syncFolder(written);
  putInPlace(written, target);
  syncFolder(folder);
  replaceText(path.join(folder, latestFile), `${name}\n`);
  syncFolder(folder);
  const others = listCheckpoints(folder).filter((other) => other !== name);
  for (const old of others.slice(0, Math.max(0, others.length - keep + 1))) rmSync(path.join(folder, old), { recursive: true });
  return target;
}

function putInPlace(written: string, target: string): void {
  // A run that was resumed from an older checkpoint writes a step again, in general with the same bits.
  if (existsSync(target)) {
    const same = readFileSync(path.join(target, stateFile)).equals(readFileSync(path.join(written, stateFile)));
    if (same) {
      rmSync(written, { recursive: true });
      return;
    }
    renameSync(target, `${written}-replaced`);
  }
  renameSync(written, target);
  rmSync(`${written}-replaced`, { recursive: true, force: true });
}

function known(folder: string): string {
  return listCheckpoints(folder).join(', ') || 'none';
}
