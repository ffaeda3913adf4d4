import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, expect, it } from 'vitest';

import { crc32c, maskedCrc32c } from './crc32c.js';
import { EventFile } from './event-file.js';
import { tensorboardLog } from './tensorboard-log.js';

const folder = mkdtempSync(path.join(tmpdir(), 'ecm-events-'));

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Takes a record file apart and checks its checksums. */
function records(file: string): Buffer[] {
  const bytes = readFileSync(file);
  const found: Buffer[] = [];
  for (let at = 0; at < bytes.length;) {
    const length = Number(bytes.readBigUInt64LE(at));
    expect(bytes.readUInt32LE(at + 8)).toBe(maskedCrc32c(bytes.subarray(at, at + 8)));
    const data = bytes.subarray(at + 12, at + 12 + length);
    expect(bytes.readUInt32LE(at + 12 + length)).toBe(maskedCrc32c(data));
    found.push(data);
    at += 16 + length;
  }
  return found;
}

it('writes a version record and one record per step, byte by byte as the format says', () => {
  const file = new EventFile({ folder, now: () => 1_500 });
  file.write(300, { loss: 0.5 });
  // 09 = field 1, float64 1.5; 1a = field 3, text of 13 bytes.
  // 10 = field 2, varint 300; 2a = field 5, 13 bytes: 0a = field 1, 11 bytes: 0a "loss", 15 = field 2, float32 0.5.
  expect(records(file.path).map((record) => record.toString('hex'))).toEqual([
    `09000000000000f83f1a0d${Buffer.from('brain.Event:2').toString('hex')}`,
    `09000000000000f83f10ac022a0d0a0b0a04${Buffer.from('loss').toString('hex')}150000003f`,
  ]);
  expect(crc32c(new Uint8Array(0))).toBe(0);
});

it('tells readers where a resumed run starts', () => {
  const file = new EventFile({ folder, startStep: 4, now: () => 1_500 });
  // 10 05 = step 5; 3a 02 08 01 = field 7, session log with status 1 = start.
  expect(records(file.path).map((record) => record.toString('hex'))[1]).toBe('09000000000000f83f10053a020801');
});

it('logs every number of a report', async () => {
  const file = new EventFile({ folder, startStep: 9 });
  await tensorboardLog(file).afterStep?.({
    step: 10,
    totalSteps: 20,
    epoch: 0,
    terms: { loss_cls: 1 },
    total: 1,
    learningRate: 0.1,
    gradientNorm: 2,
    images: 2,
    seconds: 0.5,
    waitSeconds: 0.1,
  });
  const text = records(file.path).at(-1)?.toString('latin1');
  for (const name of ['loss_cls', 'loss', 'learning_rate', 'grad_norm', 'time', 'data_time']) expect(text).toContain(`train/${name}`);
});
