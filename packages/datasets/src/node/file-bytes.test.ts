import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

import { afterAll, describe, expect, it } from 'vitest';

import { fileBytes } from './file-bytes.js';

const folder = mkdtempSync(path.join(tmpdir(), 'ecm-bytes-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Longer than a window of 4 MiB, and without a period that divides it. */
const content = Buffer.from(Array.from({ length: 700_000 }, (_, i) => `line ${i}`).join('\n'));

async function bytesOf(name: string, written: Uint8Array): Promise<Buffer> {
  const file = path.join(folder, name);
  writeFileSync(file, written);
  const windows: Uint8Array[] = [];
  for await (const window of fileBytes(file)) windows.push(window);
  return Buffer.concat(windows);
}

const messageOf = (reading: Promise<unknown>): Promise<string> =>
  reading.then(
    () => 'no error',
    (error: unknown) => String(error).replaceAll(`${folder}${path.sep}`, ''),
  );

describe('fileBytes', () => {
  it.each([
    ['a file of several windows', content],
    ['a file of one byte', Buffer.from('x')],
    ['an empty file', Buffer.alloc(0)],
  ])('gives the bytes of %s, plain and gzip', async (_, bytes) => {
    expect((await bytesOf('plain', bytes)).equals(bytes)).toBe(true);
    expect((await bytesOf('packed.gz', gzipSync(bytes))).equals(bytes)).toBe(true);
  });

  it('says why a file gives none', async () => {
    expect(await messageOf(bytesOf('cut.gz', gzipSync(content).subarray(0, 5000)))).toMatchInlineSnapshot(
      `"DataError: cut.gz: cannot be unpacked (unexpected end of file). Copy or download it again."`,
    );
    expect(await messageOf(fileBytes(path.join(folder, 'none.json')).next())).toMatchInlineSnapshot(
      `"DataError: none.json: cannot be opened (ENOENT: no such file or directory). Check the path."`,
    );
    expect(await messageOf(fileBytes(folder).next())).toContain('is a folder, but a file is needed.');
  });
});
