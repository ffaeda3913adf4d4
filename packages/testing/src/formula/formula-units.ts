/** FNV-1a, 32 bits, over the UTF-8 bytes of a text. */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

/** @returns element i ↦ a number in [0, 1) with 24 bits, fixed by the name and the set's seed (detector goldens, README section 2) */
export function formulaUnits(name: string, setSeed: number): (index: number) => number {
  const seed = fnv1a(name) ^ setSeed;
  return (index) => (formulaHash(seed, index) >>> 8) * 2 ** -24;
}

/** @returns the 32-bit hash of element `index` under a seed */
export function formulaHash(seed: number, index: number): number {
  let hash = (seed + Math.imul(index, 0x9e3779b9)) | 0;
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
