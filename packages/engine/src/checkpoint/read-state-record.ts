import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

import { CheckpointError } from '@ecm/core';

import type { StateRecord } from './format.js';
import { formatVersion, lossStatesFile, optimizerFile, stateFile, weightsFile } from './format.js';

/**
 * Reads `state.json` of a checkpoint and compares its files with their lengths and digests.
 *
 * @throws CheckpointError if it is foreign, of another version, or a file is missing or damaged
 */
export async function readStateRecord(checkpoint: string): Promise<StateRecord> {
  const file = path.join(checkpoint, stateFile);
  const record = parse(file);
  if (record.version !== formatVersion) {
    throw new CheckpointError(file, '', `it has layout version ${record.version}, this toolbox reads version ${formatVersion}.`);
  }
  for (const name of [weightsFile, optimizerFile, lossStatesFile]) await checkFile(checkpoint, name, record);
  return record;
}

function parse(file: string): StateRecord {
  if (!existsSync(file)) throw new CheckpointError(file, '', 'there is no such file; a checkpoint is a folder that holds it.');
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new CheckpointError(file, '', 'it is not JSON; the file is truncated or damaged, take another checkpoint.');
  }
  if (!isStateRecord(value)) throw new CheckpointError(file, '', 'it is not the state of a checkpoint of this toolbox.');
  return value;
}

function isStateRecord(value: unknown): value is StateRecord {
  if (typeof value !== 'object' || value === null) return false;
  const record = value as Partial<Record<keyof StateRecord, unknown>>;
  const { position } = record as Partial<StateRecord>;
  return (
    record.format === 'ecm-checkpoint' &&
    typeof record.version === 'number' &&
    Number.isSafeInteger(record.step) &&
    typeof record.seed === 'number' &&
    typeof record.configDigest === 'string' &&
    Number.isSafeInteger(position?.epoch) &&
    Number.isSafeInteger(position?.batch) &&
    Array.isArray(record.states) &&
    typeof record.files === 'object'
  );
}

async function checkFile(checkpoint: string, name: string, record: StateRecord): Promise<void> {
  const file = path.join(checkpoint, name);
  const expected = record.files[name];
  if (expected === undefined || !existsSync(file)) throw new CheckpointError(file, '', 'the checkpoint lacks it; take another checkpoint.');
  const { size } = statSync(file);
  if (size !== expected.bytes) {
    throw new CheckpointError(file, '', `it has ${size} bytes, ${expected.bytes} were written; it is truncated, take another checkpoint.`);
  }
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file, { highWaterMark: 4 << 20 })) hash.update(chunk as Uint8Array);
  if (hash.digest('hex') !== expected.sha256) {
    throw new CheckpointError(file, '', 'its content is not what was written (SHA-256 differs); it is damaged, take another checkpoint.');
  }
}
