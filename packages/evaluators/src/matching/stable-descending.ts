const RUN = 8;

/** Sorts positions by descending score, equal scores in their present order; keeps its working memory between calls. */
export class StableDescending {
  #order = new Int32Array(0);
  #spare = new Int32Array(0);

  /** @returns positions 0 … count − 1 of `scores`, best first; valid until the next call */
  sort(scores: Float64Array, count: number): Int32Array {
    if (count > this.#order.length) {
      this.#order = new Int32Array(Math.ceil(count * 1.25));
      this.#spare = new Int32Array(this.#order.length);
    }
    let from = this.#order;
    if (count === 1) {
      from[0] = 0;
      return from;
    }
    let to = this.#spare;
    let descents = 1;
    for (let i = 0; i < count; i++) {
      from[i] = i;
      if (i > 0 && scores[i] <= scores[i - 1]) descents++;
    }
    // Detectors write their best detections first.
    if (descents >= count) return from;
    for (let start = 0; start < count; start += RUN) insertionSort(from, start, Math.min(start + RUN, count), scores);
    for (let width = RUN; width < count; width *= 2) {
      for (let start = 0; start < count; start += 2 * width) {
        merge(from, to, start, Math.min(start + width, count), Math.min(start + 2 * width, count), scores);
      }
      [from, to] = [to, from];
    }
    this.#order = from;
    this.#spare = to;
    return from;
  }
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
