/** @returns so many of the items as wanted, or all, at equal distances */
export function evenlySpread<T>(items: readonly T[], wanted: number): T[] {
  const count = Math.min(wanted, items.length);
  return items.filter((_, i) => (i * count) % items.length < count);
}
