import { exponential } from '../kernels/exponential.js';
import type { SeesawOptions } from '../reference/classification/seesaw.js';

/**
 * Log-weights ln M_ij + ln Φ_ij of a batch's rows. The mitigation of a class is computed once per batch, the compensation row by
 * row into one buffer.
 */
export class SeesawOffsets {
  readonly #logits: Float32Array;
  readonly #classes: number;
  readonly #options: Required<{ [Key in keyof SeesawOptions]: number }>;
  readonly #logCounts: Float64Array;
  readonly #mitigations = new Map<number, Float64Array>();
  readonly #offset: Float64Array;

  /** @param logits [R · (C + 2)] */
  constructor(
    logits: Float32Array,
    { classes, counts, p = 0.8, q = 2, epsilon = 0.01 }: SeesawOptions & { classes: number; counts: Float64Array },
  ) {
    this.#logits = logits;
    this.#classes = classes;
    this.#options = { p, q, epsilon };
    this.#logCounts = counts.map((count) => Math.log(Math.max(count, 1)));
    this.#offset = new Float64Array(classes);
  }

  /** @returns the log-weights of a row [C]; valid until the next call */
  of(row: number, label: number): Float64Array {
    const { q, epsilon } = this.#options;
    const mitigation = this.#mitigation(label);
    if (!(q > 0)) return mitigation;
    const classes = this.#classes;
    const start = row * (classes + 2);
    let top = -Infinity;
    for (let j = 0; j < classes; j++) top = Math.max(top, this.#logits[start + j]);
    let total = 0;
    for (let j = 0; j < classes; j++) total += exponential(this.#logits[start + j] - top);
    const logTotal = top + Math.log(total);
    // ln Φ = q · max(0, ln s_j − ln max(s_i, ε)), the clamp of the official code.
    const own = logTotal + Math.max(this.#logits[start + label] - logTotal, Math.log(epsilon));
    for (let j = 0; j < classes; j++) this.#offset[j] = mitigation[j] + q * Math.max(0, this.#logits[start + j] - own);
    this.#offset[label] = 0;
    return this.#offset;
  }

  #mitigation(label: number): Float64Array {
    const known = this.#mitigations.get(label);
    if (known !== undefined) return known;
    const { p } = this.#options;
    const own = this.#logCounts[label];
    const made = this.#logCounts.map((log) => (p > 0 ? p * Math.min(0, log - own) : 0));
    this.#mitigations.set(label, made);
    return made;
  }
}
