import { readFile } from 'node:fs/promises';

import { ConfigError } from '@ecm/core';

import type { JsonValue } from './json-value.js';

/**
 * Reads a JSON file.
 *
 * @throws ConfigError if it is missing, empty, or not JSON, with line and column
 */
export async function readJsonFile(file: string): Promise<JsonValue> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'There is no such file.' : `It cannot be read (${String(error)}).`;
    throw new ConfigError([{ path: '', message: `${reason} Check the path.` }], file);
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/u, '')) as JsonValue;
  } catch (error) {
    throw new ConfigError([{ path: '', message: `It is not JSON${placeOf(error, text)}. Fix the syntax there.` }], file);
  }
}

function placeOf(error: unknown, text: string): string {
  const message = error instanceof Error ? error.message : '';
  const offset = Number(/position (\d+)/u.exec(message)?.[1] ?? text.length);
  const before = text.slice(0, offset).split('\n');
  return `: line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}: ${text === '' ? 'the file is empty' : message.replace(/ in JSON.*$/u, '')}`;
}
