import { readFileSync } from 'node:fs';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { bytesSource } from '../source/byte-source.js';
import { readSafetensors } from './read-safetensors.js';
import { encodeSafetensors, safetensorsChunks } from './write-safetensors.js';

const goldens = new URL('../../../testing/goldens/detectors/checkpoints/', import.meta.url);
const golden = (name: string) => readFileSync(new URL(name, goldens));
const open = (bytes: Uint8Array) => readSafetensors(bytesSource(bytes, 'a.safetensors'));

/** A file with the given header and `size` bytes of data. */
function file(header: string | object, size: number): Uint8Array {
  const json = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const bytes = new Uint8Array(8 + json.length + size);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(json.length), true);
  bytes.set(json, 8);
  return bytes;
}

const entry = (begin: number, end: number, shape: unknown = [(end - begin) / 4], dtype: unknown = 'F32') => ({
  dtype,
  shape,
  data_offsets: [begin, end],
});

describe('readSafetensors', () => {
  it('reads the golden file: every type, shape, sum and probe', () => {
    const { tiny } = JSON.parse(golden('expected.json').toString()) as {
      tiny: Record<string, { dtype: string; shape: number[]; sum: number; probes: number[] }>;
    };
    const weights = open(golden('tiny.safetensors'));
    expect([...weights.tensors.keys()].sort()).toEqual(Object.keys(tiny).sort());
    for (const [name, want] of Object.entries(tiny)) {
      const { type, shape, data } = weights.read(name);
      expect([name, type, shape]).toEqual([name, want.dtype, want.shape]);
      expect(Array.from(data).reduce((sum, value) => sum + value, 0)).toBeCloseTo(want.sum, 6);
      const probes = want.probes.map((_, k, { length }) => {
        const low = Math.floor((k * data.length) / length);
        const high = Math.floor(((k + 1) * data.length) / length);
        return data[low + ((k * 7919) % (high - low))];
      });
      probes.forEach((probe, k) => {
        expect(probe).toBeCloseTo(want.probes[k], 7);
      });
    }
  });

  it('accepts an empty file, padding, metadata, scalars and empty tensors', () => {
    expect(open(file('{}', 0)).tensors.size).toBe(0);
    const weights = open(file(`${JSON.stringify({ b: entry(0, 4, []), a: entry(0, 0, [0, 3]), __metadata__: { by: 'hand' } })}   `, 4));
    expect([...weights.tensors.keys()]).toEqual(['a', 'b']);
    expect(weights.metadata).toEqual(new Map([['by', 'hand']]));
    expect(weights.read('a')).toMatchObject({ shape: [0, 3], data: new Float32Array(0) });
    expect(weights.read('b')).toMatchObject({ shape: [], data: new Float32Array(1) });
  });

  it('refuses, with the reason', () => {
    const cases: [string, Uint8Array][] = [
      ['nothing', new Uint8Array(3)],
      ['a header longer than the file', file('{}', 0).map((byte, i) => (i === 1 ? 1 : byte))],
      ['a header beyond the limit', file('{}', 0).map((byte, i) => (i === 4 ? 1 : byte))],
      ['another format', new TextEncoder().encode('PK\u0003\u0004 a zip archive')],
      ['text that is not JSON', file('{a}', 0)],
      ['bytes that are not UTF-8', file('{"\u00e9": 1}', 0).map((byte) => (byte === 0xa9 ? 0x20 : byte))],
      ['a leading space', file(' {}', 0)],
      ['a list', file('[]', 0)],
      [
        'a name twice',
        file('{"a": {"dtype":"F32","shape":[0],"data_offsets":[0,0]}, "\\u0061": {"dtype":"F32","shape":[0],"data_offsets":[0,0]}}', 0),
      ],
      ['metadata that is not text', file({ __metadata__: { epoch: 3 } }, 0)],
      ['an unknown type', file({ a: entry(0, 4, [1], 'F8_E4M3') }, 4)],
      ['a negative size', file({ a: entry(0, 4, [-1]) }, 4)],
      ['offsets that run backwards', file({ a: entry(4, 0, [1]) }, 4)],
      ['a shape that does not fill its range', file({ a: entry(0, 4, [2]) }, 4)],
      ['a shape whose product overflows', file({ a: entry(0, 4, [2 ** 40, 2 ** 40]) }, 4)],
      ['an overlap', file({ a: entry(0, 8), b: entry(4, 12) }, 12)],
      ['a hole', file({ a: entry(0, 4), b: entry(8, 12) }, 12)],
      ['missing data', file({ a: entry(0, 8) }, 7)],
      ['surplus data', file({ a: entry(0, 8) }, 9)],
    ];
    const messages = cases.map(([what, bytes]) => {
      try {
        open(bytes);
        return `${what}: accepted`;
      } catch (error) {
        return `${what} -> ${String(error)}`;
      }
    });
    expect(messages).toMatchInlineSnapshot(`
      [
        "nothing -> CheckpointError: a.safetensors: this is not a safetensors file: it has 3 bytes, fewer than the 8 of the header's length.",
        "a header longer than the file -> CheckpointError: a.safetensors: the header has 258 bytes, but the file ends after 2; it is truncated.",
        "a header beyond the limit -> CheckpointError: a.safetensors: this is not a safetensors file: its header would have 4294967298 bytes, the limit is 100000000.",
        "another format -> CheckpointError: a.safetensors: this is not a safetensors file: its header would have 8800140462016122000 bytes, the limit is 100000000.",
        "text that is not JSON -> CheckpointError: a.safetensors: this is not a safetensors file: its header is not JSON in UTF-8.",
        "bytes that are not UTF-8 -> CheckpointError: a.safetensors: this is not a safetensors file: its header is not JSON in UTF-8.",
        "a leading space -> CheckpointError: a.safetensors: this is not a safetensors file: its header does not start with {.",
        "a list -> CheckpointError: a.safetensors: this is not a safetensors file: its header does not start with {.",
        "a name twice -> CheckpointError: a.safetensors, tensor a: the header names it twice.",
        "metadata that is not text -> CheckpointError: a.safetensors, tensor __metadata__: it must be an object whose values are strings.",
        "an unknown type -> CheckpointError: a.safetensors, tensor a: its type is "F8_E4M3", known are F64, F32, F16, BF16, I64, I32, I16, I8, U64, U32, U16, U8, BOOL.",
        "a negative size -> CheckpointError: a.safetensors, tensor a: its shape is [-1], expected a list of sizes.",
        "offsets that run backwards -> CheckpointError: a.safetensors, tensor a: its data_offsets are [4,0], expected [begin, end].",
        "a shape that does not fill its range -> CheckpointError: a.safetensors, tensor a: [2] of float32 takes 8 bytes, but its data_offsets hold 4.",
        "a shape whose product overflows -> CheckpointError: a.safetensors, tensor a: [1099511627776, 1099511627776] of float32 takes 4.835703278458517e+24 bytes, but its data_offsets hold 4.",
        "an overlap -> CheckpointError: a.safetensors, tensor b: its data at byte 120 overlaps the one before, which ends at 124.",
        "a hole -> CheckpointError: a.safetensors, tensor b: its data at byte 124 leaves a hole after the one before, which ends at 120.",
        "missing data -> CheckpointError: a.safetensors: the tensors end at byte 70, but the file at 69; it is truncated.",
        "surplus data -> CheckpointError: a.safetensors: 1 bytes after the last tensor belong to none; the file is damaged.",
      ]
    `);
  });

  it('says which tensor is missing', () => {
    expect(() => open(file('{}', 0)).read('x')).toThrowErrorMatchingInlineSnapshot(
      `[CheckpointError: a.safetensors, tensor x: the file has no tensor of this name.]`,
    );
  });
});

describe('encodeSafetensors', () => {
  it('gives back what the golden file holds', () => {
    const weights = open(golden('tiny.safetensors'));
    const tensors = Object.fromEntries([...weights.tensors.keys()].map((name) => [name, weights.read(name)]));
    const again = open(encodeSafetensors(tensors));
    for (const name of weights.tensors.keys()) expect(again.read(name)).toEqual(weights.read(name));
  });

  it('keeps names, shapes, values and metadata, and aligns the data', () => {
    const tensor = fc.array(fc.float({ noNaN: true }), { maxLength: 20 }).map((values) => ({
      shape: [values.length],
      data: Float32Array.from(values),
    }));
    const name = fc.string({ unit: 'grapheme' }).filter((text) => text !== '__metadata__');
    fc.assert(
      fc.property(fc.dictionary(name, tensor), fc.dictionary(fc.string(), fc.string()), (tensors, metadata) => {
        const bytes = encodeSafetensors(tensors, metadata);
        const weights = open(bytes);
        expect(new Set(weights.tensors.keys())).toEqual(new Set(Object.keys(tensors)));
        expect(weights.metadata).toEqual(new Map(Object.entries(metadata)));
        for (const [key, { shape, data }] of Object.entries(tensors)) expect(weights.read(key)).toEqual({ type: 'float32', shape, data });
        expect(new DataView(bytes.buffer).getUint8(0) % 8).toBe(0);
      }),
    );
  });

  it('asks for the data of one tensor at a time', () => {
    const asked: string[] = [];
    const lazy = (name: string) => ({
      shape: [1],
      type: 'float32' as const,
      get data() {
        asked.push(name);
        return Float32Array.of(1);
      },
    });
    const chunks = safetensorsChunks({ b: lazy('b'), a: lazy('a') });
    chunks.next();
    expect(asked).toEqual([]);
    chunks.next();
    expect(asked).toEqual(['a']);
  });

  it('refuses data that does not fill its shape and the name of the metadata', () => {
    expect(() => encodeSafetensors({ a: { shape: [2], data: Float32Array.of(1) } })).toThrowErrorMatchingInlineSnapshot(
      `[CheckpointError: safetensors, tensor a: 1 elements do not fill the shape [2].]`,
    );
    expect(() => encodeSafetensors({ __metadata__: { shape: [], data: Float32Array.of(1) } })).toThrowErrorMatchingInlineSnapshot(
      `[CheckpointError: safetensors, tensor __metadata__: a tensor cannot have this name, the format uses it.]`,
    );
  });
});
