import { createHash } from 'node:crypto';

/** @returns SHA-256 of a config as hexadecimal text; the order of keys does not matter */
export function configDigest(config: unknown): string {
  return createHash('sha256').update(JSON.stringify(config, sortedKeys)).digest('hex');
}

function sortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
