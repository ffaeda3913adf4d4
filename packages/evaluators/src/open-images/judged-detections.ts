/** Judged detections in columns that grow: a score and whether it is right, in the order that decides between equal scores. */
export class JudgedDetections {
  count = 0;
  scores = new Float64Array(256);
  /** 1 for a hit. */
  hits = new Uint8Array(256);

  push(score: number, hit: 0 | 1): void {
    if (this.count === this.hits.length) this.#grow();
    this.scores[this.count] = score;
    this.hits[this.count++] = hit;
  }

  #grow(): void {
    const { scores, hits, count } = this;
    this.scores = new Float64Array(2 * count);
    this.hits = new Uint8Array(2 * count);
    this.scores.set(scores);
    this.hits.set(hits);
  }
}
