import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import type { TensorReference } from '../pickle/pickle-values.js';
import { Placeholder } from '../pickle/pickle-values.js';
import { readPickledObject, readWeights } from '../read-weights.js';
import { encodeSafetensors } from '../safetensors/write-safetensors.js';
import { bytesSource } from '../source/byte-source.js';
import type { WeightFile } from '../weight-file.js';
import { readPickledTensor } from './read-tensor.js';

interface Expected {
  dtype: string;
  shape: number[];
  sum: number;
  probes: number[];
}

const goldens = new URL('../../../testing/goldens/detectors/checkpoints/', import.meta.url);
const golden = (name: string) => bytesSource(readFileSync(new URL(name, goldens)), name);
const expected = JSON.parse(readFileSync(new URL('expected.json', goldens), 'utf8')) as {
  tiny: Record<string, Expected>;
  flat: Record<string, Expected>;
  module: string[];
  meta: Record<string, unknown>;
  optimizer: { momentum0: Expected };
};

function check(file: WeightFile, want: Record<string, Expected>): void {
  expect([...file.tensors.keys()]).toEqual(Object.keys(want));
  for (const [name, { dtype, shape, sum, probes }] of Object.entries(want)) {
    const tensor = file.read(name);
    expect([name, tensor.type, tensor.shape]).toEqual([name, dtype, shape]);
    expect(file.tensors.get(name)).toMatchObject({ type: dtype, shape });
    const values = Array.from(tensor.data);
    expect(values.reduce((a, b) => a + b, 0)).toBeCloseTo(sum, 6);
    probes.forEach((probe, k) => {
      const low = Math.floor((k * values.length) / probes.length);
      const high = Math.floor(((k + 1) * values.length) / probes.length);
      expect(values[low + ((k * 7919) % (high - low))]).toBeCloseTo(probe, 7);
    });
  }
}

/** Plain objects instead of maps. */
function plain(value: unknown): unknown {
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, item]) => [String(key), plain(item)]));
  return value;
}

describe('readWeights', () => {
  it.each(['tiny.zip.pth', 'tiny.legacy.pth'])('reads %s: every type, view, shape, sum and probe', (name) => {
    const file = readWeights(golden(name));
    check(file, expected.tiny);
    expect(plain(file.metadata.get('meta'))).toEqual(expected.meta);
    const optimizer = file.metadata.get('optimizer') as Map<string, Map<number, Map<string, unknown>>>;
    const momentum = optimizer.get('state')?.get(0)?.get('momentum_buffer') as TensorReference;
    expect(readPickledTensor(momentum)).toMatchObject({ type: 'float32', shape: expected.optimizer.momentum0.shape });
    const sum = Array.from(readPickledTensor(momentum).data).reduce((a, b) => a + b, 0);
    expect(sum).toBeCloseTo(expected.optimizer.momentum0.sum, 5);
  });

  it('reads a flat dict and names with a prefix as they are', () => {
    check(readWeights(golden('flat.legacy.pth')), expected.flat);
    expect([...readWeights(golden('module.zip.pth')).tensors.keys()]).toEqual(expected.module);
  });

  it('tolerates a foreign call beside the state dict and never runs it', () => {
    const file = readWeights(golden('placeholder-in-meta.zip.pth'));
    expect(file.read('w')).toMatchObject({ type: 'float32', shape: [2] });
    const bad = (file.metadata.get('meta') as Map<string, unknown>).get('bad') as Placeholder;
    expect(bad).toBeInstanceOf(Placeholder);
    expect([bad.global.module, bad.global.name, bad.argumentList]).toEqual(['os', 'getenv', ['HOME']]);
  });

  it('refuses a foreign call inside the state dict', () => {
    expect(() => readWeights(golden('refuse-in-state.zip.pth'))).toThrowErrorMatchingInlineSnapshot(
      `[CheckpointError: refuse-in-state.zip.pth, tensor x: it calls os.getenv, which is not on the list of what weight files may call; it was not run.]`,
    );
  });

  it.each(['tiny.zip.pth', 'tiny.legacy.pth'])('refuses %s cut off anywhere', (name) => {
    const source = golden(name);
    for (const part of [0.999, 0.9, 0.5, 0.2, 0.1, 0.01]) {
      const cut = bytesSource(source.read(0, Math.floor(part * source.size)), name);
      expect(() => {
        const file = readWeights(cut);
        for (const tensor of file.tensors.keys()) file.read(tensor);
      }).toThrow(name);
    }
  });

  it('tells safetensors from pickles even if the length of the header looks like a pickle', () => {
    // A header of 0x280 bytes starts with 80 02, as a pickle of protocol 2; one of 0x28 with the MARK of protocol 0.
    const files = Array.from({ length: 640 }, (_, length) =>
      encodeSafetensors({ ['x'.repeat(length + 1)]: { shape: [1], data: Float32Array.of(length) } }),
    );
    expect(files.some((bytes) => bytes[0] === 0x80 && bytes[1] === 0x02)).toBe(true);
    for (const bytes of files) expect(readWeights(bytesSource(bytes)).format).toBe('safetensors');
  });
});

describe('plain pickles', () => {
  const hex = (text: string) => bytesSource(Buffer.from(text, 'hex'), 'a.pkl');

  // pickle.dumps of CPython 3.11 and numpy 2.4, protocols 2 and 4, of {'blobs': {'conv1_w': arange(6, f4) as 2 x 3, 'f': the same
  // as i2 and column by column, 'i': [2**40], 'sc': float32(2.5)}}.
  it.each([
    '80027d71005805000000626c6f627371017d7102285807000000636f6e76315f777103636e756d70792e5f636f72652e6d756c746961727261790a5f7265636f6e7374727563740a7104636e756d70790a6e6461727261790a71054b00857106635f636f646563730a656e636f64650a7107580100000062710858060000006c6174696e31710986710a52710b87710c52710d284b014b024b0386710e636e756d70790a64747970650a710f5802000000663471108988877111527112284b0358010000003c71134e4e4e4affffffff4affffffff4b0074711462896807581b000000000000000000c2803f00000040000040400000c280400000c2a04071156809867116527117747118625801000000667119680468054b0085711a680b87711b52711c284b014b024b0386711d680f58020000006932711e898887711f527120284b0368134e4e4e4affffffff4affffffff4b0074712162886807580c00000000000300010004000200050071226809867123527124747125625801000000697126680468054b00857127680b877128527129284b014b0185712a680f58020000006938712b898887712c52712d284b0368134e4e4e4affffffff4affffffff4b0074712e6289680758080000000000000000010000712f680986713052713174713262580200000073637133636e756d70792e5f636f72652e6d756c746961727261790a7363616c61720a7134681268075804000000000020407135680986713652713786713852713975732e',
    '80049579010000000000007d948c05626c6f6273947d94288c07636f6e76315f77948c166e756d70792e5f636f72652e6d756c74696172726179948c0c5f7265636f6e7374727563749493948c056e756d7079948c076e6461727261799493944b0085944301629487945294284b014b024b03869468078c0564747970659493948c02663494898887945294284b038c013c944e4e4e4affffffff4affffffff4b00749462894318000000000000803f0000004000004040000080400000a040947494628c016694680668094b008594680b87945294284b014b024b03869468108c02693294898887945294284b0368144e4e4e4affffffff4affffffff4b0074946288430c000003000100040002000500947494628c016994680668094b008594680b87945294284b014b01859468108c02693894898887945294284b0368144e4e4e4affffffff4affffffff4b007494628943080000000000010000947494628c0273639468048c067363616c61729493946813430400002040948694529475732e',
  ])('hold numpy arrays', (text) => {
    const file = readWeights(hex(text));
    expect(file.format).toBe('pickle');
    expect(file.read('conv1_w')).toEqual({ type: 'float32', shape: [2, 3], data: Float32Array.of(0, 1, 2, 3, 4, 5) });
    expect(file.read('f')).toEqual({ type: 'int16', shape: [2, 3], data: Int16Array.of(0, 1, 2, 3, 4, 5) });
    expect(file.read('i')).toEqual({ type: 'int64', shape: [1], data: Float64Array.of(2 ** 40) });
    expect((readPickledObject(hex(text)) as Map<string, Map<string, unknown>>).get('blobs')?.get('sc')).toBe(2.5);
  });

  it('are refused with big-endian numbers or objects among the tensors', () => {
    const bigEndian =
      '80027d71005801000000787101636e756d70792e5f636f72652e6d756c746961727261790a5f7265636f6e7374727563740a7102636e756d70790a6e6461727261790a71034b00857104635f636f646563730a656e636f64650a7105580100000062710658060000006c6174696e31710786710852710987710a52710b284b014b0185710c636e756d70790a64747970650a710d58020000006634710e898887710f527110284b0358010000003e71114e4e4e4affffffff4affffffff4b007471126289680558050000003fc28000007113680786711452711574711662732e';
    const objects =
      '80027d71005801000000787101636e756d70792e5f636f72652e6d756c746961727261790a5f7265636f6e7374727563740a7102636e756d70790a6e6461727261790a71034b00857104635f636f646563730a656e636f64650a7105580100000062710658060000006c6174696e31710786710852710987710a52710b284b014b0185710c636e756d70790a64747970650a710d58020000004f38710e898887710f527110284b0358010000007c71114e4e4e4affffffff4affffffff4b3f74711262895d7113635f5f6275696c74696e5f5f0a6f626a6563740a71146174711562732e';
    expect(() => readWeights(hex(bigEndian))).toThrowErrorMatchingInlineSnapshot(
      `[CheckpointError: a.pkl, tensor x: it is an array of f4, not of little-endian numbers.]`,
    );
    expect(() => readWeights(hex(objects))).toThrowErrorMatchingInlineSnapshot(
      `[CheckpointError: a.pkl, tensor x: it is an array of O8, not of little-endian numbers.]`,
    );
  });

  it('may have objects of unknown classes beside the tensors', () => {
    // {'args': argparse.Namespace(a=1), 'model': {'w': ones(2, f4)}}
    const namespace =
      '80027d71002858040000006172677371016361726770617273650a4e616d6573706163650a7102298171037d710458010000006171054b01736258050000006d6f64656c71067d71075801000000777108636e756d70792e5f636f72652e6d756c746961727261790a5f7265636f6e7374727563740a7109636e756d70790a6e6461727261790a710a4b0085710b635f636f646563730a656e636f64650a710c580100000062710d58060000006c6174696e31710e86710f527110877111527112284b014b02857113636e756d70790a64747970650a71145802000000663471158988877116527117284b0358010000003c71184e4e4e4affffffff4affffffff4b007471196289680c580a0000000000c2803f0000c2803f711a680e86711b52711c74711d6273752e';
    expect([...readWeights(hex(namespace)).read('w').data]).toEqual([1, 1]);
  });

  it('may hold anything else than tensors', () => {
    const list = bytesSource(new TextEncoder().encode('(lI3\naI4\na.'), 'counts.pkl');
    expect(readPickledObject(list)).toEqual([3, 4]);
    expect(() => readWeights(list)).toThrowErrorMatchingInlineSnapshot(
      `[CheckpointError: counts.pkl: it does not hold a dict of tensors.]`,
    );
    const text = bytesSource(new TextEncoder().encode('text'), 'notes.txt');
    expect(() => readPickledObject(text)).toThrowErrorMatchingInlineSnapshot(
      `[CheckpointError: notes.txt: it is neither a PyTorch file nor a pickle.]`,
    );
  });

  it('are not tar archives', () => {
    const tar = new Uint8Array(1024);
    tar.set(new TextEncoder().encode('ustar'), 257);
    expect(() => readWeights(bytesSource(tar, 'old.pth'))).toThrowErrorMatchingInlineSnapshot(
      `[CheckpointError: old.pth: it is a tar archive of PyTorch before 0.1.10; load and save it with a newer PyTorch first.]`,
    );
  });
});
