import { ConfigError } from '@ecm/core';

import type { JsonObject, JsonValue } from './json-value.js';

/**
 * Reads an override of the command line, `/schedule/steps=200`. The value is JSON; what is not JSON is taken as a string.
 *
 * @throws ConfigError if there is no `=` or the pointer does not start with `/`
 */
export function parseOverride(text: string): JsonObject {
  const at = text.indexOf('=');
  if (at < 1 || !text.startsWith('/')) {
    throw new ConfigError([{ path: '', message: `"${text}" is no override. Write /path/to/value=new-value, e.g. /schedule/steps=200.` }]);
  }
  const value = text.slice(at + 1);
  try {
    return { [text.slice(0, at)]: JSON.parse(value) as JsonValue };
  } catch {
    return { [text.slice(0, at)]: value };
  }
}
