/** A record goes on beyond the window: thrown once per window, caught by whoever refills it. */
export class IncompleteInput extends Error {
  override readonly name = 'IncompleteInput';
}

/** The only one ever thrown, so that no stack trace is made. */
export const INCOMPLETE = new IncompleteInput('The record goes on beyond the bytes at hand.');
