import type { PretrainedReport, ShapeMismatch } from './load-pretrained.js';

const shown = 5;

/** @returns sentences that say what was loaded and what was not, for people */
export function describePretrained(file: string, { loaded, missing, unknown, mismatched }: PretrainedReport): string[] {
  const lines = [`${file}: ${loaded.length} tensors loaded.`];
  if (missing.length > 0) lines.push(`Not in the file, start values kept: ${listed(missing)}.`);
  if (unknown.length > 0) lines.push(`Not in the model, left out: ${listed(unknown)}.`);
  const [first] = mismatched;
  if (first === undefined) return lines;
  const names = mismatched.map(({ name, found, expected }) => `${name} ([${found.join(', ')}] there, [${expected.join(', ')}] here)`);
  lines.push(
    mismatched.every(differsInClasses)
      ? `The file was trained for another number of classes; these predictors keep their start values: ${listed(names)}.`
      : `Of another shape, start values kept: ${listed(names)}.`,
  );
  return lines;
}

/** Class predictors have a row per class, or four, and agree in all other axes. */
function differsInClasses({ found, expected }: ShapeMismatch): boolean {
  return found.length > 0 && found.slice(1).join() === expected.slice(1).join();
}

function listed(names: readonly string[]): string {
  const rest = names.length - shown;
  return `${names.slice(0, shown).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
