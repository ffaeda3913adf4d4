/** Collects spans of ones, in ascending order, into run lengths. */
export class RunLengthWriter {
  #counts = new Uint32Array(64);
  #length = 0;
  #end = 0;

  /** Adds the pixels `[start, end)`; an empty span adds nothing, a span that touches the one before continues it. */
  append(start: number, end: number): void {
    if (end <= start) return;
    if (start === this.#end && this.#length > 0) {
      this.#counts[this.#length - 1] += end - start;
    } else {
      if (this.#length + 3 > this.#counts.length) this.#grow();
      this.#counts[this.#length++] = start - this.#end;
      this.#counts[this.#length++] = end - start;
    }
    this.#end = end;
  }

  /** @returns the counts of a mask of `total` pixels; the writer is empty afterwards */
  finish(total: number): Uint32Array {
    if (total > this.#end || this.#length === 0) this.#counts[this.#length++] = total - this.#end;
    const counts = this.#counts.slice(0, this.#length);
    this.#length = 0;
    this.#end = 0;
    return counts;
  }

  #grow(): void {
    const larger = new Uint32Array(this.#counts.length * 2);
    larger.set(this.#counts);
    this.#counts = larger;
  }
}
