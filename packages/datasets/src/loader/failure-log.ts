import { DataError } from '@ecm/core';

/** An image that could not be used. */
export interface ImageFailure {
  readonly fileName: string;
  readonly reason: string;
}

/** Counts images that could not be used, each file once, and stops the run when there are too many. */
export class FailureLog {
  readonly #limit: number;
  readonly #source: string;
  readonly #reasons = new Map<string, string>();

  /**
   * @param source annotation file, for the message
   * @param limit number of files that may fail
   */
  constructor(source: string, limit: number) {
    this.#source = source;
    this.#limit = limit;
  }

  get failures(): readonly ImageFailure[] {
    return [...this.#reasons].map(([fileName, reason]) => ({ fileName, reason }));
  }

  /** @throws DataError if more files have failed than the limit allows */
  note(fileName: string, reason: string): void {
    if (!this.#reasons.has(fileName)) this.#reasons.set(fileName, reason);
    if (this.#reasons.size <= this.#limit) return;
    const examples = [...this.#reasons.values()].slice(0, 3).map((text) => `\n  ${text}`);
    throw new DataError(
      this.#source,
      '',
      `${this.#reasons.size} images could not be used, more than maxFailures = ${this.#limit} allows:${examples.join('')}\n` +
        'Run `ecm data verify` on this file, mend the images, or raise maxFailures.',
    );
  }
}
