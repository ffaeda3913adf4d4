/** Milliseconds as seconds for people. */
export function seconds(milliseconds: number): string {
  const value = milliseconds / 1000;
  return value < 10 ? `${value.toFixed(1)} s` : `${Math.round(value)} s`;
}

/** A fraction as per cent with one decimal; a dash where there is no figure (NaN, −1, or null where JSON could not say NaN). */
export function percent(fraction: number | null | undefined): string {
  return fraction === undefined || fraction === null || Number.isNaN(fraction) || fraction < 0 ? '–' : (fraction * 100).toFixed(1);
}
