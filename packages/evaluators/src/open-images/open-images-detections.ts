/** Detections of Open Images in columns; they grow as images are added. */
export class OpenImagesDetections {
  count = 0;
  images = new Int32Array(1024);
  categories = new Int32Array(1024);
  scores = new Float64Array(1024);
  corners = new Float64Array(4096);

  /** @param image position in the table's images @param category position in its classes */
  push(image: number, category: number, score: number, x1: number, y1: number, x2: number, y2: number): void {
    if (this.count === this.images.length) this.#grow();
    const row = this.count++;
    this.images[row] = image;
    this.categories[row] = category;
    this.scores[row] = score;
    this.corners.set([x1, y1, x2, y2], 4 * row);
  }

  append(other: OpenImagesDetections): void {
    for (let row = 0; row < other.count; row++) {
      const [x1, y1, x2, y2] = other.corners.subarray(4 * row, 4 * row + 4);
      this.push(other.images[row], other.categories[row], other.scores[row], x1, y1, x2, y2);
    }
  }

  #grow(): void {
    const larger = <A extends Int32Array | Float64Array>(from: A, to: A): A => {
      to.set(from);
      return to;
    };
    const capacity = 2 * this.count;
    this.images = larger(this.images, new Int32Array(capacity));
    this.categories = larger(this.categories, new Int32Array(capacity));
    this.scores = larger(this.scores, new Float64Array(capacity));
    this.corners = larger(this.corners, new Float64Array(4 * capacity));
  }
}
