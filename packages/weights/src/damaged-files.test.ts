import { readFileSync } from 'node:fs';

import { CheckpointError } from '@ecm/core';
import fc from 'fast-check';
import { it } from 'vitest';

import { readWeights } from './read-weights.js';
import { bytesSource } from './source/byte-source.js';
import { encodeSafetensors } from './safetensors/write-safetensors.js';

const golden = (name: string) => readFileSync(new URL(`../../testing/goldens/detectors/checkpoints/${name}`, import.meta.url));
const samples: Record<string, Uint8Array> = {
  'placeholder-in-meta.zip.pth': golden('placeholder-in-meta.zip.pth'),
  'module.zip.pth': golden('module.zip.pth'),
  'flat.legacy.pth': golden('flat.legacy.pth').subarray(0, 12_000),
  'a.safetensors': encodeSafetensors(
    { a: { shape: [2, 2], data: new Float32Array(4) }, b: { shape: [], data: Int8Array.of(1) } },
    { by: 'test' },
  ),
};

/** Reads everything; a refusal with a sentence is fine, every other error is not. */
function readAll(bytes: Uint8Array): void {
  try {
    const file = readWeights(bytesSource(bytes));
    for (const name of file.tensors.keys()) file.read(name);
  } catch (error) {
    if (!(error instanceof CheckpointError)) throw error;
  }
}

it.each(Object.keys(samples))('reads or refuses %s with any bytes changed or cut off, and fails in no other way', (name) => {
  const sample = samples[name];
  const change = fc.tuple(fc.nat(sample.length - 1), fc.nat(255));
  fc.assert(
    fc.property(
      fc.array(change, { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 1, max: sample.length }),
      fc.boolean(),
      (changes, end, cut) => {
        const bytes = new Uint8Array(sample);
        for (const [at, value] of changes) bytes[at] = value;
        readAll(cut ? bytes.subarray(0, end) : bytes);
      },
    ),
    { numRuns: 1000 },
  );
});
