import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';

import { CheckpointError } from '@ecm/core';
import type { StateTensor } from '@ecm/core/model';
import { safetensorsChunks } from '@ecm/weights';

import { checkpointName, listCheckpoints, publishCheckpoint, temporaryCheckpoint } from './checkpoint-folder.js';
import { writeDurably } from './durable-files.js';
import type { CheckpointParts, StateRecord, TrainingProgress } from './format.js';
import { formatVersion, lossStatesFile, optimizerFile, stateFile, weightsFile } from './format.js';

/** What to save, and where. */
export interface SaveOptions {
  /** Folder of checkpoints; made if it is not there. */
  readonly folder: string;
  readonly parts: CheckpointParts;
  readonly progress: TrainingProgress;
  readonly configDigest: string;
  /** Number of newest checkpoints that are kept, this one included. */
  readonly keep: number;
}

/**
 * Writes a checkpoint under a temporary name, waits for the disk, renames it, and moves `latest` last: whenever the process dies,
 * `latest` names a complete checkpoint.
 *
 * @returns path of the checkpoint
 * @throws CheckpointError if the disk is full or the folder cannot be written; earlier checkpoints stay
 */
export function saveCheckpoint(options: SaveOptions): string {
  const { folder, progress, keep } = options;
  const name = checkpointName(progress.step);
  let written: string | undefined;
  try {
    mkdirSync(folder, { recursive: true });
    written = temporaryCheckpoint(folder, name);
    mkdirSync(written);
    writeFiles(written, options);
    return publishCheckpoint(folder, written, name, keep);
  } catch (error) {
    if (written !== undefined) rmSync(written, { recursive: true, force: true });
    const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
    if (code === undefined) throw error;
    const reason = code === 'ENOSPC' || code === 'EDQUOT' ? 'the disk is full' : `the system reports ${code}`;
    const last = listCheckpoints(folder).at(-1);
    const rest = last === undefined ? 'There is no earlier one.' : `${last} is intact; make room and resume from it.`;
    throw new CheckpointError(path.join(folder, name), '', `the checkpoint could not be written, ${reason}. ${rest}`);
  }
}

function writeFiles(folder: string, { parts, progress, configDigest }: SaveOptions): void {
  const states = Object.entries(parts.states);
  const lossStates = states.flatMap(([scope, state]) => Object.entries(state.save()).map(([name, value]) => [`${scope}/${name}`, value]));
  const tensors: Record<string, Readonly<Record<string, StateTensor>>> = {
    [weightsFile]: parts.parameters.save(),
    [optimizerFile]: parts.optimizer.save(),
    [lossStatesFile]: Object.fromEntries(lossStates) as Record<string, StateTensor>,
  };
  const metadata = { format: 'ecm-checkpoint', step: String(progress.step), configDigest };
  const digests = Object.entries(tensors).map(([file, values]) => [
    file,
    writeDurably(path.join(folder, file), safetensorsChunks(values, metadata)),
  ]);
  const record: StateRecord = {
    format: 'ecm-checkpoint',
    version: formatVersion,
    ...progress,
    configDigest,
    states: states.map(([scope]) => scope),
    files: Object.fromEntries(digests) as StateRecord['files'],
  };
  writeDurably(path.join(folder, stateFile), [new TextEncoder().encode(`${JSON.stringify(record, undefined, 2)}\n`)]);
}
