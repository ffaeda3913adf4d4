/**
 * Pairs of one image and category whose overlap reaches the lowest threshold; other pairs can never match.
 * Detection i of the cell has the entries `[starts[i], starts[i + 1])`, in order of the ground truths.
 */
export class CandidateList {
  length = 0;
  starts = new Int32Array(64);
  /** Position in the truth batch. */
  truths = new Int32Array(256);
  overlaps = new Float64Array(256);

  /** Empties the list for a cell of `detections` detections. */
  clear(detections: number): void {
    this.length = 0;
    if (detections >= this.starts.length) this.starts = new Int32Array(2 * detections + 1);
  }

  push(truth: number, overlap: number): void {
    if (this.length === this.truths.length) {
      const truths = new Int32Array(2 * this.length);
      truths.set(this.truths);
      this.truths = truths;
      const overlaps = new Float64Array(2 * this.length);
      overlaps.set(this.overlaps);
      this.overlaps = overlaps;
    }
    this.truths[this.length] = truth;
    this.overlaps[this.length++] = overlap;
  }
}
