import { spawn } from 'node:child_process';
import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';

import { expect, it } from 'vitest';

import { endWithReader } from './closed-pipe.js';

it('keeps silent when the reader has gone, and passes on every other error', () => {
  const stream = new PassThrough();
  endWithReader(stream);
  expect(() => stream.emit('error', Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))).not.toThrow();
  expect(() => stream.emit('error', Object.assign(new Error('write EIO'), { code: 'EIO' }))).toThrow('EIO');
});

it('lets `ecm … | head` end without a trace', { timeout: 60_000 }, async () => {
  const bin = fileURLToPath(new URL('../../dist/bin.js', import.meta.url));
  const child = spawn(process.execPath, [bin, '--help'], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.destroy();
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const code = await new Promise((resolve) => child.on('close', resolve));
  expect({ code, said }).toEqual({ code: 0, said: '' });
});
