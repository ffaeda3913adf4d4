import { UsageError } from '../terminal/usage-error.js';

/**
 * Refuses options that do nothing in this call.
 *
 * @param given options by name, as commander gives them
 * @param reason why not, e.g. `does nothing without --report FILE`
 * @throws UsageError if one was given
 */
export function refuseOptions(given: Readonly<Record<string, unknown>>, reason: string): void {
  const stray = Object.entries(given).find(([, value]) => value !== undefined && value !== false);
  if (stray === undefined) return;
  const option = stray[0].replaceAll(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`);
  throw new UsageError(`--${option} ${reason}.`);
}
