import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { expect, it } from 'vitest';

import { writeText } from './write-text.js';

const folder = mkdtempSync(path.join(tmpdir(), 'ecm-write-'));

it('replaces a file, and leaves nothing else behind', async () => {
  const file = path.join(folder, 'report.html');
  writeFileSync(file, 'old');
  await writeText(file, 'new');
  expect(readFileSync(file, 'utf8')).toBe('new');
  expect(readdirSync(folder)).toEqual(['report.html']);
});

it('says which file cannot be written, and leaves no part of it', async () => {
  const place = path.join(folder, 'place');
  mkdirSync(path.join(place, 'full'), { recursive: true });
  await expect(writeText(place, 'text')).rejects.toThrow(`"${place}" cannot be written: `);
  expect(existsSync(`${place}.part`)).toBe(false);
});
