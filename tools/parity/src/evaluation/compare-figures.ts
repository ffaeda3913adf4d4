import type { CaseResult } from '../handler.js';

/** Compares named figures; a figure that is missing or NaN counts as −1, as goldens write it. */
export function compareFigures(
  name: string,
  found: Readonly<Record<string, number>>,
  expected: Readonly<Record<string, number>>,
  tolerance = 1e-9,
): CaseResult {
  const wrong = Object.entries(expected).filter(([key, value]) => !(Math.abs(figure(found, key) - value) <= tolerance));
  if (wrong.length === 0) return { name, passed: true };
  const detail = wrong.map(([key, value]) => `${key}: expected ${value}, found ${figure(found, key)}`).join('; ');
  return { name, passed: false, detail };
}

function figure(figures: Readonly<Record<string, number>>, key: string): number {
  const value = key in figures ? figures[key] : NaN;
  return Number.isNaN(value) ? -1 : value;
}
