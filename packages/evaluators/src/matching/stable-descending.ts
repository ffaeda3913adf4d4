import { RadixOrder } from './radix-order.js';

const RUN = 8;
/** From here on sorting by digits is faster than merging. */
const MANY = 512;

/** Sorts positions by descending score, equal scores in their present order; keeps its working memory between calls. */
export class StableDescending {
  #order = new Int32Array(0);
  #spare = new Int32Array(0);
  readonly #radix = new RadixOrder();

  /** @returns positions 0 … count − 1 of `scores`, best first; valid until the next call */
  sort(scores: Float64Array, count: number): Int32Array {
    if (count > this.#order.length) {
      this.#order = new Int32Array(Math.ceil(count * 1.25));
      this.#spare = new Int32Array(this.#order.length);
    }
    const order = this.#order;
    if (count === 1) {
      order[0] = 0;
      return order;
    }
    let descents = 1;
    for (let i = 0; i < count; i++) {
      order[i] = i;
      if (i > 0 && scores[i] <= scores[i - 1]) descents++;
    }
    // Detectors write their best detections first.
    if (descents >= count) return order;
    if (count < MANY) mergeSort(order, this.#spare, 0, count, scores);
    else this.#sortMany(scores, count);
    return order;
  }

  #sortMany(scores: Float64Array, count: number): void {
    const order = this.#order;
    this.#radix.sort(scores, count, order, this.#spare);
    for (let start = 0; start < count;) {
      const end = this.#radix.endOfTies(order, start, count);
      if (end > start + 1) mergeSort(order, this.#spare, start, end, scores);
      start = end;
    }
  }
}

/** Sorts `order[start … end)` by descending score of the positions in it, stable. @param spare of the same length, is overwritten */
function mergeSort(order: Int32Array, spare: Int32Array, start: number, end: number, scores: Float64Array): void {
  for (let run = start; run < end; run += RUN) insertionSort(order, run, Math.min(run + RUN, end), scores);
  let [from, to] = [order, spare];
  for (let width = RUN; width < end - start; width *= 2) {
    for (let left = start; left < end; left += 2 * width) {
      merge(from, to, left, Math.min(left + width, end), Math.min(left + 2 * width, end), scores);
    }
    [from, to] = [to, from];
  }
  if (from === spare) for (let i = start; i < end; i++) order[i] = spare[i];
}

/** Sorts `order[start … end)` by descending score of the positions in it, stable. */
function insertionSort(order: Int32Array, start: number, end: number, scores: Float64Array): void {
  for (let i = start + 1; i < end; i++) {
    const position = order[i];
    const score = scores[position];
    let j = i - 1;
    while (j >= start && scores[order[j]] < score) {
      order[j + 1] = order[j];
      j--;
    }
    order[j + 1] = position;
  }
}

function merge(from: Int32Array, to: Int32Array, start: number, middle: number, end: number, scores: Float64Array): void {
  let left = start;
  let right = middle;
  let out = start;
  while (left < middle && right < end) to[out++] = scores[from[right]] > scores[from[left]] ? from[right++] : from[left++];
  while (left < middle) to[out++] = from[left++];
  while (right < end) to[out++] = from[right++];
}
