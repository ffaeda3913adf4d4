import type { EvaluationResult } from '@ecm/core';

/** Results of one set of detections. */
export interface NamedResults {
  readonly name: string;
  readonly results: readonly EvaluationResult[];
}

/** @returns each warning once, with the name of the detections where it does not hold for all */
export function warningLines(sets: readonly NamedResults[]): string[] {
  const named = sets.map(({ name, results }) => ({
    name,
    messages: new Set(results.flatMap(({ warnings = [] }) => warnings.map(({ message }) => message))),
  }));
  const distinct = new Set(named.flatMap(({ messages }) => [...messages]));
  return Array.from(distinct, (message) => {
    const holders = named.filter(({ messages }) => messages.has(message)).map(({ name }) => name);
    return `Warning: ${holders.length < sets.length ? `${holders.join(', ')}: ` : ''}${message}`;
  });
}

/** Prints warnings for people; programs find them in the JSON record. */
export function printWarnings(sets: readonly NamedResults[]): void {
  for (const line of warningLines(sets)) process.stderr.write(`${line}\n`);
}
