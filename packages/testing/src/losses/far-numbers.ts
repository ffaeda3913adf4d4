/**
 * Compares nested lists of numbers at the tolerance that float32 leaves, |a − b| ≤ 1e-6 + 1e-5 · |b|.
 *
 * @returns undefined if they agree, else the first difference
 */
export function farNumbers(found: unknown, wanted: unknown, { absolute = 1e-6, relative = 1e-5 } = {}): string | undefined {
  const [a, b] = [found, wanted].map((value) => (Array.isArray(value) ? (value as unknown[]).flat(Infinity) : [value]) as number[]);
  if (a.length !== b.length) return `${b.length} numbers expected, ${a.length} found`;
  const at = b.findIndex((value, i) => !(Math.abs(a[i] - value) <= absolute + relative * Math.abs(value)));
  return at < 0 ? undefined : `number ${at}: ${b[at]} expected, ${a[at]} found`;
}
