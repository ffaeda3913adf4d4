import path from 'node:path';

import { CheckpointError, ShapeError } from '@ecm/core';
import type { ParameterCollection, StateTensor } from '@ecm/core/model';
import { readStateTensors } from '@ecm/weights';
import { openWeightFile } from '@ecm/weights/node';

import { findCheckpoint } from './checkpoint-folder.js';
import type { CheckpointParts, StateRecord, TrainingProgress } from './format.js';
import { lossStatesFile, optimizerFile, stateFile, weightsFile } from './format.js';
import { readStateRecord } from './read-state-record.js';

/** What to restore, and from where. */
export interface LoadOptions {
  /** A checkpoint, or a folder of checkpoints, of which the latest is taken. */
  readonly location: string;
  readonly parts: CheckpointParts;
  /** Digest of the present config. */
  readonly configDigest: string;
}

/**
 * Restores everything that {@link saveCheckpoint} saved.
 *
 * @returns where the run stood
 * @throws CheckpointError if the checkpoint is damaged, foreign, of another config, or does not fit the parts
 */
export async function loadCheckpoint({ location, parts, configDigest }: LoadOptions): Promise<TrainingProgress> {
  const checkpoint = findCheckpoint(location);
  const record = await readStateRecord(checkpoint);
  checkConfig(checkpoint, record, configDigest);
  const weights = readTensors(path.join(checkpoint, weightsFile));
  checkWeights(path.join(checkpoint, weightsFile), weights, parts.parameters);
  const lossStates = byScope(readTensors(path.join(checkpoint, lossStatesFile)));
  checkScopes(checkpoint, record, parts);
  const optimizerState = readTensors(path.join(checkpoint, optimizerFile));
  try {
    for (const [scope, state] of Object.entries(parts.states)) state.load(lossStates.get(scope) ?? {});
  } catch (error) {
    if (error instanceof ShapeError) throw new CheckpointError(path.join(checkpoint, lossStatesFile), '', error.message);
    throw error;
  }
  parts.parameters.load(weights);
  parts.optimizer.load(optimizerState);
  return { step: record.step, position: record.position, seed: record.seed };
}

function readTensors(file: string): Record<string, StateTensor> {
  const opened = openWeightFile(file);
  try {
    return readStateTensors(opened);
  } finally {
    opened.close();
  }
}

function checkConfig(checkpoint: string, record: StateRecord, configDigest: string): void {
  if (record.configDigest === configDigest) return;
  const digests = `${record.configDigest.slice(0, 12)}… there, ${configDigest.slice(0, 12)}… here`;
  throw new CheckpointError(
    path.join(checkpoint, stateFile),
    '',
    `the run was started with another config (digest ${digests}). Resume with the config.json beside it, or take its weights as pretrained.`,
  );
}

function checkWeights(file: string, weights: Readonly<Record<string, StateTensor>>, parameters: ParameterCollection): void {
  for (const { name, layout, shape } of parameters.all) {
    const expected = layout.referenceShape(shape);
    const found = weights[name];
    if (found === undefined) throw new CheckpointError(file, name, 'the file lacks it, the model has it.');
    if (found.shape.join() !== expected.join()) {
      throw new CheckpointError(file, name, `its shape is [${found.shape.join(', ')}], the model expects [${expected.join(', ')}].`);
    }
  }
  const known = new Set(parameters.all.map(({ name }) => name));
  const unknown = Object.keys(weights).find((name) => !known.has(name));
  if (unknown !== undefined) throw new CheckpointError(file, unknown, 'the file has it, the model lacks it.');
}

function checkScopes(checkpoint: string, record: StateRecord, parts: CheckpointParts): void {
  const here = Object.keys(parts.states).sort().join(', ');
  const there = [...record.states].sort().join(', ');
  if (here === there) return;
  throw new CheckpointError(
    path.join(checkpoint, stateFile),
    '',
    `it has loss states of ${there || 'nothing'}, the model has ${here || 'none'}.`,
  );
}

function byScope(tensors: Readonly<Record<string, StateTensor>>): Map<string, Record<string, StateTensor>> {
  const scopes = new Map<string, Record<string, StateTensor>>();
  for (const [key, tensor] of Object.entries(tensors)) {
    const slash = key.lastIndexOf('/');
    const scope = scopes.get(key.slice(0, slash)) ?? {};
    scope[key.slice(slash + 1)] = tensor;
    scopes.set(key.slice(0, slash), scope);
  }
  return scopes;
}
