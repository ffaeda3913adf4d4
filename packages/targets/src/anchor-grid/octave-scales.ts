/** @returns scales that double in `perOctave` equal steps: `base · 2^(i / perOctave)`, i = 0 … perOctave − 1 */
export function octaveScales(base: number, perOctave: number): number[] {
  return Array.from({ length: perOctave }, (_, i) => base * 2 ** (i / perOctave));
}
