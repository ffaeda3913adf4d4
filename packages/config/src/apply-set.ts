import { ConfigError } from '@ecm/core';

import { didYouMean } from './nearest-name.js';
import { childPointer, pointerKeys } from './json-pointer.js';
import { isJsonObject, type JsonObject, type JsonValue } from './json-value.js';

/**
 * Replaces values at JSON pointers, in order. The parent of each must exist; nothing is merged.
 *
 * @param set new values by JSON pointer, e.g. `{ "/schedule/clipNorm": 5 }`
 * @throws ConfigError if a pointer leads nowhere, with the keys that exist there
 */
export function applySet(config: JsonObject, set: JsonObject, file?: string): JsonObject {
  return Object.entries(set).reduce<JsonObject>(
    (present, [pointer, value]) => replaceAt(present, pointer, value, file) as JsonObject,
    config,
  );
}

function replaceAt(config: JsonValue, pointer: string, value: JsonValue, file: string | undefined): JsonValue {
  if (!pointer.startsWith('/')) {
    throw new ConfigError(
      [{ path: '', message: `"set" names "${pointer}", but a JSON pointer starts with "/", e.g. "/schedule/steps".` }],
      file,
    );
  }
  const keys = pointerKeys(pointer);
  const replace = (node: JsonValue, depth: number, at: string): JsonValue => {
    const key = keys[depth];
    if (key === undefined) return value;
    const last = depth === keys.length - 1;
    if (Array.isArray(node)) {
      const list = node as readonly JsonValue[];
      const index = Number(key);
      if (!Number.isInteger(index) || index < 0 || index >= list.length)
        throw missing(pointer, at, key, [...list.keys()].map(String), file);
      return list.map((item, i) => (i === index ? replace(item, depth + 1, childPointer(at, key)) : item));
    }
    if (!isJsonObject(node)) throw missing(pointer, at, key, [], file);
    const child = node[key];
    if (child === undefined && !last) throw missing(pointer, at, key, Object.keys(node), file);
    return { ...node, [key]: last ? value : replace(child ?? null, depth + 1, childPointer(at, key)) };
  };
  return replace(config, 0, '');
}

function missing(pointer: string, at: string, key: string, known: readonly string[], file: string | undefined): ConfigError {
  const there = known.length === 0 ? 'there is no object or list' : `there are: ${known.join(', ')}`;
  return new ConfigError(
    [{ path: at, message: `"set" names "${pointer}", but there is no "${key}" here; ${there}. ${didYouMean(key, known)}`.trimEnd() }],
    file,
  );
}
