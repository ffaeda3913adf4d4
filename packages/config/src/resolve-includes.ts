import path from 'node:path';

import { ConfigError } from '@ecm/core';

import { childPointer } from './json-pointer.js';
import { isJsonObject, type JsonObject, type JsonValue } from './json-value.js';
import { readJsonFile } from './read-json-file.js';

const isInclude = (value: JsonObject): boolean => 'include' in value;

/**
 * Replaces every `{ "include": "file.json" }` by the content of the file, whole. Files are relative to the config that names
 * them; an included file may not include others, so that two files at most must be opened to know a value.
 *
 * @throws ConfigError for keys beside `include`, includes inside an included file, and files that cannot be read
 */
export async function resolveIncludes(config: JsonValue, file: string, pointer = '', depth = 0): Promise<JsonValue> {
  if (Array.isArray(config)) {
    return Promise.all(config.map((item: JsonValue, index) => resolveIncludes(item, file, childPointer(pointer, index), depth)));
  }
  if (!isJsonObject(config)) return config;
  if (isInclude(config)) return included(config, file, pointer, depth);
  const entries = Object.entries(config).map(
    async ([key, value]) => [key, await resolveIncludes(value, file, childPointer(pointer, key), depth)] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

async function included(slot: JsonObject, file: string, pointer: string, depth: number): Promise<JsonValue> {
  const refuse = (message: string): never => {
    throw new ConfigError([{ path: pointer, message }], file);
  };
  const { include, ...others } = slot;
  if (typeof include !== 'string') return refuse('"include" must be the path of a JSON file.');
  if (Object.keys(others).length > 0) {
    return refuse(
      `"include" stands alone, but ${Object.keys(others).join(', ')} stand beside it. Change values of the included file with "set".`,
    );
  }
  if (depth > 0) return refuse(`An included file cannot include another ("${include}"). Include both from the config itself.`);
  const target = path.resolve(path.dirname(file), include);
  const content = await readJsonFile(target).catch((cause: unknown) => {
    if (!(cause instanceof ConfigError)) throw cause;
    const reasons = cause.problems.map(({ message }) => message).join(' ');
    return refuse(`The included file "${include}" cannot be used (${target}). ${reasons}`);
  });
  return resolveIncludes(withoutSchema(content), target, pointer, depth + 1);
}

function withoutSchema(content: JsonValue): JsonValue {
  if (!isJsonObject(content)) return content;
  const { $schema, ...rest } = content;
  return rest;
}
