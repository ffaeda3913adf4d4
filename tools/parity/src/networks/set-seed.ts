import type { GoldenFile, ParityContext } from '../handler.js';

interface Seeded {
  readonly setSeed?: number;
  readonly about?: { readonly setSeed?: number };
}

/** @returns the seed that a golden names for its formulas, or that of its set */
export function setSeedOf(file: GoldenFile, context: ParityContext): number {
  const content = file.read() as Seeded;
  const own = content.about?.setSeed ?? content.setSeed;
  if (own !== undefined) return own;
  return (context.sibling('detectors/formula.json').read() as Required<Seeded>).setSeed;
}
