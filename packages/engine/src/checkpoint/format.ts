import type { BatchPosition } from '@ecm/core';
import type { ParameterCollection, SavedState } from '@ecm/core/model';

/** Everything whose bits a checkpoint holds. */
export interface CheckpointParts {
  readonly parameters: ParameterCollection;
  readonly optimizer: SavedState;
  /** State of the losses, by scope name. */
  readonly states: Readonly<Record<string, SavedState>>;
}

/** Where a training run stands. */
export interface TrainingProgress {
  /** Optimiser steps done. */
  readonly step: number;
  /** The next batch of the loader. */
  readonly position: BatchPosition;
  /** Seed of the run. Every random stream is made from it and from the step or the image, so that none needs a state of its own. */
  readonly seed: number;
}

/** Length and SHA-256 of a file. */
export interface FileDigest {
  readonly bytes: number;
  readonly sha256: string;
}

/** Content of `state.json`. */
export interface StateRecord extends TrainingProgress {
  readonly format: 'ecm-checkpoint';
  readonly version: number;
  /** Digest of the config that the run was started with. */
  readonly configDigest: string;
  /** Scopes of the losses' states. */
  readonly states: readonly string[];
  readonly files: Readonly<Record<string, FileDigest>>;
}

/** Version of the layout; a reader refuses others. */
export const formatVersion = 1;
/** Parameters and buffers, reference names and layouts. */
export const weightsFile = 'weights.safetensors';
/** State of the optimiser, `<parameter>/<slot>`, reference layouts. */
export const optimizerFile = 'optimizer.safetensors';
/** States of the losses, `<scope>/<name>`. */
export const lossStatesFile = 'loss-states.safetensors';
/** Progress, and digests of the other files. */
export const stateFile = 'state.json';
