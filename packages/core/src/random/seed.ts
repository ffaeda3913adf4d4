/**
 * Mixes words and numbers into a 32-bit seed (FNV-1a over their text), so that streams are told apart by name and never by
 * the order in which they are made: `seedOf(7, 'loader', epoch, index)`.
 */
export function seedOf(...parts: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(parts.join('\u0000'))) hash = Math.imul(hash ^ byte, 0x01000193);
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  return hash | 0;
}
