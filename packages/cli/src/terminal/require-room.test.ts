import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { UserError } from '@ecm/core';
import { expect, it } from 'vitest';

import { ecm } from '../testing/ecm-process.js';
import { requireRoom } from './require-room.js';

const folder = mkdtempSync(path.join(tmpdir(), 'ecm-room-'));

it('leaves nothing behind where there is room, or where the place is there', () => {
  requireRoom(path.join(folder, 'a/b/c.json'));
  requireRoom(folder);
  expect(readdirSync(folder)).toEqual([]);
});

it('says what is in the way', () => {
  const file = path.join(folder, 'file');
  writeFileSync(file, '');
  expect(() => {
    requireRoom(path.join(file, 'deep/er'));
  }).toThrow(new UserError(`"${path.join(file, 'deep/er')}" cannot be made: "${file}" is a file. Choose another place.`));
});

it.runIf(process.platform === 'linux')('ends commands at once where Node would try for ever', { timeout: 60_000 }, async () => {
  const message = (place: string) =>
    `UserError: "${place}" cannot be made: nothing can be made in "/proc" (ENOENT). Choose another place.\n`;
  expect(await ecm(['data', 'synth', '--out', '/proc/world'], folder)).toMatchObject({ code: 1, stderr: message('/proc/world') });
  expect(await ecm(['data', 'shard', 'a.json', '/proc/a/b.json'], folder)).toMatchObject({ code: 1, stderr: message('/proc/a/b.json') });
  const split = ['data', 'split', 'a.json', '--part', 'b.json=0.5', '/proc/c.json=0.5'];
  expect(await ecm(split, folder)).toMatchObject({ code: 1, stderr: message('/proc/c.json') });
});
