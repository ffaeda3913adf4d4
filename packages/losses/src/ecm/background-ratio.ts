import { UserError } from '@ecm/core';

/**
 * Counts the rows that a region classifier sees, to measure how many background rows come on each foreground row. The
 * ratio is the quotient of the totals, never a mean of quotients, which batches with few positives would bias.
 *
 * @see Cho and Krähenbühl, ECCV 2022, supplement F, Eq. (35)–(37)
 */
export class BackgroundRatioMeter {
  #foreground = 0;
  #background = 0;
  #batches = 0;

  /** Adds the labels of a batch after sampling; label `classes` is the background, others beyond it are ignored rows. */
  add(labels: Int32Array, classes: number): void {
    for (const label of labels) {
      if (label === classes) this.#background++;
      else if (label >= 0 && label < classes) this.#foreground++;
    }
    this.#batches++;
  }

  /** Number of batches counted. */
  get batches(): number {
    return this.#batches;
  }

  /** @throws UserError if no row of one of the sides was seen */
  get ratio(): number {
    if (this.#foreground === 0 || this.#background === 0) {
      throw new UserError(
        `The background ratio cannot be measured: ${this.#batches} batches had ${this.#foreground} foreground and ${this.#background} ` +
          'background rows. Measure on more batches, or set "backgroundRatio" to a number (6.3313 in the official recipes).',
      );
    }
    return this.#background / this.#foreground;
  }
}
