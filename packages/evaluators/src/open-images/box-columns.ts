/** Boxes of Open Images in columns that grow; coordinates are `x1, y1, x2, y2`. */
export class BoxColumns {
  count = 0;
  images = new Int32Array(1024);
  categories = new Int32Array(1024);
  corners = new Float64Array(4096);
  /** Score of a detection; 1 for the group-of boxes of a ground truth, 0 for its other boxes. */
  values = new Float64Array(1024);

  /** @param image number of the image @param category number of the class */
  push(image: number, category: number, value: number, x1: number, y1: number, x2: number, y2: number): void {
    if (this.count === this.images.length) this.#grow();
    const row = this.count++;
    this.images[row] = image;
    this.categories[row] = category;
    this.values[row] = value;
    const at = 4 * row;
    this.corners[at] = x1;
    this.corners[at + 1] = y1;
    this.corners[at + 2] = x2;
    this.corners[at + 3] = y2;
  }

  /** Appends a row of another, or the same, columns for an image and a class. */
  copy(from: BoxColumns, row: number, image: number, category: number): void {
    const { corners, values } = from;
    const at = 4 * row;
    this.push(image, category, values[row], corners[at], corners[at + 1], corners[at + 2], corners[at + 3]);
  }

  #grow(): void {
    const capacity = 2 * this.count;
    this.images = larger(this.images, new Int32Array(capacity));
    this.categories = larger(this.categories, new Int32Array(capacity));
    this.values = larger(this.values, new Float64Array(capacity));
    this.corners = larger(this.corners, new Float64Array(4 * capacity));
  }
}

function larger<A extends Int32Array | Float64Array>(from: A, to: A): A {
  to.set(from);
  return to;
}
