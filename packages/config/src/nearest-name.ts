import { closest, distance } from 'fastest-levenshtein';

/** The known name that was probably meant, or undefined if none is close. */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const candidate = closest(name, known);
  return distance(name, candidate) <= Math.max(2, Math.floor(name.length / 2)) ? candidate : undefined;
}

/** `Did you mean "x"? ` or nothing, for messages. */
export function didYouMean(name: string, known: readonly string[]): string {
  const nearest = nearestName(name, known);
  return nearest === undefined ? '' : `Did you mean "${nearest}"? `;
}
