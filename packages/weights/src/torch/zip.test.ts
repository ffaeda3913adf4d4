import { describe, expect, it } from 'vitest';

import { readPickledObject } from '../read-weights.js';
import { bytesSource } from '../source/byte-source.js';

interface Entry {
  readonly name: string;
  readonly data?: string;
  readonly method?: number;
}

const ascii = (text: string) => Buffer.from(text, 'latin1');
const numbers = (...fields: readonly (readonly [size: number, value: number])[]) =>
  Buffer.concat(
    fields.map(([size, value]) => {
      const bytes = Buffer.alloc(size);
      if (size === 8) bytes.writeBigUInt64LE(BigInt(value));
      else bytes.writeUIntLE(value, 0, size);
      return bytes;
    }),
  );

/** A zip archive put together by hand from APPNOTE.TXT; checksums are 0, which readers of stored entries need not compare. */
function zip(entries: readonly Entry[], { wide = false, comment = '' } = {}): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, data = '', method = 0 } of entries) {
    const size = wide ? 0xffffffff : data.length;
    // prettier-ignore
    const local = Buffer.concat([
      numbers([4, 0x04034b50], [2, 45], [2, 0], [2, method], [4, 0], [4, 0], [4, data.length], [4, data.length], [2, name.length], [2, 0]),
      ascii(name + data),
    ]);
    const extra = wide
      ? numbers([2, 9], [2, 2], [2, 0], [2, 1], [2, 24], [8, data.length], [8, data.length], [8, offset])
      : Buffer.alloc(0);
    // prettier-ignore
    directory.push(
      numbers([4, 0x02014b50], [2, 45], [2, 45], [2, 0], [2, method], [4, 0], [4, 0], [4, size], [4, size], [2, name.length],
        [2, extra.length], [2, 0], [2, 0], [2, 0], [4, 0], [4, wide ? 0xffffffff : offset]),
      ascii(name),
      extra,
    );
    locals.push(local);
    offset += local.length;
  }
  const length = Buffer.concat(directory).length;
  const count = entries.length;
  // prettier-ignore
  const end64 = Buffer.concat([
    numbers([4, 0x06064b50], [8, 44], [2, 45], [2, 45], [4, 0], [4, 0], [8, count], [8, count], [8, length], [8, offset]),
    numbers([4, 0x07064b50], [4, 0], [8, offset + length], [4, 1]),
  ]);
  const [shown, shownLength, shownOffset] = wide ? [0xffff, 0xffffffff, 0xffffffff] : [count, length, offset];
  const end = numbers([4, 0x06054b50], [2, 0], [2, 0], [2, shown], [2, shown], [4, shownLength], [4, shownOffset], [2, comment.length]);
  return Buffer.concat([...locals, ...directory, ...(wide ? [end64] : []), end, ascii(comment)]);
}

const read = (bytes: Buffer) => readPickledObject(bytesSource(bytes, 'a.pth'));
// A pickle of the list [3, 4], as files of class counts hold it.
const counts = '(lI3\naI4\na.';

describe('zip containers', () => {
  it('may have any root, other entries, a comment, and zip64 fields', () => {
    const entries = [
      { name: 'any/version', data: '3\n' },
      { name: 'any/data.pkl', data: counts },
      { name: 'any/byteorder', data: 'little' },
    ];
    expect(read(zip(entries))).toEqual([3, 4]);
    expect(read(zip(entries, { comment: 'PK\u0005\u0006 is no directory here' }))).toEqual([3, 4]);
    expect(read(zip(entries, { wide: true }))).toEqual([3, 4]);
  });

  it('are refused with the reason', () => {
    const pickle = { name: 'a/data.pkl', data: counts };
    const good = zip([pickle]);
    const refusal = (bytes: Buffer) => {
      try {
        return `accepted ${String(read(bytes))}`;
      } catch (error) {
        return String(error);
      }
    };
    const changed = (change: (bytes: Buffer) => void) => {
      const bytes = Buffer.from(good);
      change(bytes);
      return bytes;
    };
    expect({
      script: refusal(zip([pickle, { name: 'a/constants.pkl' }])),
      none: refusal(zip([{ name: 'readme' }])),
      two: refusal(zip([pickle, { name: 'b/data.pkl' }])),
      compressed: refusal(zip([{ ...pickle, method: 8 }])),
      bigEndian: refusal(zip([pickle, { name: 'a/byteorder', data: 'big' }])),
      upwards: refusal(zip([pickle, { name: '../x' }])),
      twice: refusal(zip([pickle, pickle])),
      truncated: refusal(good.subarray(0, -3)),
      movedEntry: refusal(changed((bytes) => bytes.writeUInt32LE(1, good.indexOf(ascii('PK\u0001\u0002')) + 42))),
      longEntry: refusal(
        changed((bytes) => {
          const entry = good.indexOf(ascii('PK\u0001\u0002'));
          bytes.writeUInt32LE(9999, entry + 20);
          bytes.writeUInt32LE(9999, entry + 24);
        }),
      ),
      brokenDirectory: refusal(changed((bytes) => bytes.write('XX', good.indexOf(ascii('PK\u0001\u0002'))))),
    }).toMatchInlineSnapshot(`
      {
        "bigEndian": "CheckpointError: a.pth: its numbers are big-endian, only little is read.",
        "brokenDirectory": "CheckpointError: a.pth: the zip archive cannot be read: entry 0 of its directory is not one.",
        "compressed": "CheckpointError: a.pth: the zip archive cannot be read: its entry "a/data.pkl" is compressed, PyTorch stores entries as they are.",
        "longEntry": "CheckpointError: a.pth: the zip archive cannot be read: its entry "a/data.pkl" runs past the end of the file.",
        "movedEntry": "CheckpointError: a.pth: the zip archive cannot be read: its entry "a/data.pkl" is not where the directory says.",
        "none": "CheckpointError: a.pth: a PyTorch file has one entry data.pkl, this zip archive has 0.",
        "script": "CheckpointError: a.pth: it holds scripted code (TorchScript), not a state dict.",
        "truncated": "CheckpointError: a.pth: the zip archive cannot be read: it has no directory at its end; it is truncated.",
        "twice": "CheckpointError: a.pth: the zip archive cannot be read: its entry "a/data.pkl" is not allowed.",
        "two": "CheckpointError: a.pth: a PyTorch file has one entry data.pkl, this zip archive has 2.",
        "upwards": "CheckpointError: a.pth: the zip archive cannot be read: its entry "../x" is not allowed.",
      }
    `);
  });
});
