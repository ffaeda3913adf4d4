import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';

import { CheckpointError } from '@ecm/core';
import { readPickledTensor, TensorReference } from '@ecm/weights';
import type { OpenWeightFile } from '@ecm/weights/node';
import { openWeightFile } from '@ecm/weights/node';

import type { CaseResult, GoldenFile, GoldenHandler } from '../handler.js';
import { caseOf } from '../networks/map-cases.js';
import type { ExpectedFile } from './expected-file.js';
import { plainValue } from './plain-value.js';
import { fileCases, tensorMismatch } from './tensor-cases.js';

/** Reads the checkpoint files beside `expected.json`: every tensor, what stands beside the tensors, and what must be refused. */
export const checkpointHandler: GoldenHandler = {
  matches: (file) => expectedOf(file) !== undefined,
  *run(file): Iterable<CaseResult> {
    const expected = expectedOf(file);
    if (expected === undefined) return;
    const at = (name: string) => path.join(path.dirname(file.absolutePath), name);
    for (const name of ['tiny.zip.pth', 'tiny.legacy.pth', 'tiny.safetensors']) {
      yield* withFile(at(name), (weights) => fileCases(name, weights, expected.tiny));
    }
    for (const name of ['tiny.zip.pth', 'tiny.legacy.pth']) yield* withFile(at(name), (weights) => besideCases(name, weights, expected));
    yield* withFile(at('flat.legacy.pth'), (weights) => fileCases('flat.legacy.pth', weights, expected.flat));
    yield* withFile(at('module.zip.pth'), ({ tensors }) => [
      caseOf('module.zip.pth names', difference([...tensors.keys()].sort(), [...expected.module].sort())),
    ]);
    yield* withFile(at('placeholder-in-meta.zip.pth'), ({ tensors }) => [
      caseOf('placeholder-in-meta.zip.pth loads', tensors.size > 0 ? undefined : 'no tensors found'),
    ]);
    yield caseOf('refuse-in-state.zip.pth is refused', refusal(at('refuse-in-state.zip.pth')));
  },
};

function expectedOf(file: GoldenFile): ExpectedFile | undefined {
  const content = file.read() as Partial<ExpectedFile>;
  return content.tiny !== undefined && content.flat !== undefined && content.module !== undefined ? (content as ExpectedFile) : undefined;
}

function* withFile(name: string, cases: (file: OpenWeightFile) => Iterable<CaseResult>): Iterable<CaseResult> {
  const file = openWeightFile(name);
  try {
    yield* cases(file);
  } finally {
    file.close();
  }
}

function* besideCases(label: string, { metadata }: OpenWeightFile, { meta, optimizer }: ExpectedFile): Iterable<CaseResult> {
  yield caseOf(`${label} meta`, difference(plainValue(metadata.get('meta')), meta));
  const found = metadata.get('optimizer') as ReadonlyMap<string, unknown>;
  yield caseOf(`${label} optimiser groups`, difference(plainValue(found.get('param_groups')), optimizer.paramGroups));
  const states = [...(found.get('state') as ReadonlyMap<unknown, ReadonlyMap<string, unknown>>).values()];
  yield caseOf(`${label} optimiser states`, difference(states.length, optimizer.numState));
  const momentum = states[0].get('momentum_buffer');
  const mismatch = momentum instanceof TensorReference ? tensorMismatch(readPickledTensor(momentum), optimizer.momentum0) : 'no tensor';
  yield caseOf(`${label} momentum`, mismatch);
}

function difference(found: unknown, wanted: unknown): string | undefined {
  return isDeepStrictEqual(found, wanted) ? undefined : `${JSON.stringify(wanted)} expected, ${JSON.stringify(found)} found`;
}

function refusal(name: string): string | undefined {
  try {
    openWeightFile(name).close();
    return 'it was loaded';
  } catch (error) {
    return error instanceof CheckpointError ? undefined : String(error);
  }
}
