import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, expect, it } from 'vitest';

import { encodeSafetensors } from '../safetensors/write-safetensors.js';
import { openWeightFile } from './open-weight-file.js';
import { writeSafetensorsFile } from './write-safetensors-file.js';

const folder = mkdtempSync(path.join(tmpdir(), 'ecm-weights-'));
const file = (name: string) => path.join(folder, name);
const tensors = { a: { shape: [2], data: Float32Array.of(1, 2) }, b: { shape: [], data: Int32Array.of(-3) } };

afterAll(() => {
  rmSync(folder, { recursive: true });
});

it('writes the same bytes to a file as to memory, and reads them back in pieces', () => {
  writeSafetensorsFile(file('a.safetensors'), tensors, { by: 'test' });
  expect(new Uint8Array(readFileSync(file('a.safetensors')))).toEqual(encodeSafetensors(tensors, { by: 'test' }));
  const opened = openWeightFile(file('a.safetensors'));
  const b = opened.read('b');
  expect(opened.read('a').data).toEqual(tensors.a.data);
  opened.close();
  expect(b.data).toEqual(tensors.b.data);
});

it('says what is wrong with a file', () => {
  const refusal = (name: string) => {
    try {
      openWeightFile(file(name)).close();
      return 'opened';
    } catch (error) {
      return String(error).replaceAll(folder, '<folder>');
    }
  };
  writeFileSync(file('empty'), '');
  writeFileSync(file('notes.pth'), 'These are my notes, not weights.');
  mkdirSync(file('folder'));
  expect(['missing', 'empty', 'notes.pth', 'folder'].map(refusal)).toMatchInlineSnapshot(`
    [
      "CheckpointError: <folder>/missing: there is no such file.",
      "CheckpointError: <folder>/empty: its format is not known: it is neither safetensors, nor a PyTorch file, nor a pickle.",
      "CheckpointError: <folder>/notes.pth: its format is not known: it is neither safetensors, nor a PyTorch file, nor a pickle.",
      "CheckpointError: <folder>/folder: it is a folder; name the weight file inside it.",
    ]
  `);
});

it('notices a file that became shorter', () => {
  const bytes = encodeSafetensors({ a: { shape: [100_000], data: new Float32Array(100_000) } });
  writeFileSync(file('shrinking'), bytes);
  const opened = openWeightFile(file('shrinking'));
  writeFileSync(file('shrinking'), bytes.subarray(0, 1000));
  expect(() => opened.read('a')).toThrow('the file became shorter while it was read.');
  opened.close();
});
