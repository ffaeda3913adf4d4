import { ConfigError } from '@ecm/core';

import { applySet } from './apply-set.js';
import { isJsonObject, type JsonObject } from './json-value.js';
import { readJsonFile } from './read-json-file.js';
import { resolveIncludes } from './resolve-includes.js';

/**
 * Reads a config, replaces its includes, and applies its `set` and then the overrides.
 *
 * @param overrides values by JSON pointer, from the command line
 * @returns the resolved record, without `set` and `$schema`; not yet validated
 */
export async function loadConfig(file: string, overrides: JsonObject = {}): Promise<JsonObject> {
  const content = await readJsonFile(file);
  if (!isJsonObject(content)) throw new ConfigError([{ path: '', message: 'A config is a JSON object, { "model": … }.' }], file);
  const { $schema, set = {}, ...rest } = content;
  if (!isJsonObject(set)) throw new ConfigError([{ path: '/set', message: 'must be an object of values by JSON pointer.' }], file);
  const resolved = (await resolveIncludes(rest, file)) as JsonObject;
  return applySet(applySet(resolved, set, file), overrides, file);
}
