/** Growing columns of annotations as a file gives them: ids, not yet indices. */
export class AnnotationColumns {
  count = 0;
  ids = new Float64Array(1024);
  imageIds = new Float64Array(1024);
  categoryIds = new Float64Array(1024);
  areas = new Float64Array(1024);
  boxes = new Float64Array(4096);
  flags = new Uint8Array(1024);

  /** Appends a row; the box is `x, y, width, height`. */
  push(id: number, imageId: number, categoryId: number, area: number, box: ArrayLike<number>, flags: number): void {
    if (this.count === this.ids.length) this.#grow();
    const row = this.count++;
    this.ids[row] = id;
    this.imageIds[row] = imageId;
    this.categoryIds[row] = categoryId;
    this.areas[row] = area;
    this.flags[row] = flags;
    for (let i = 0; i < 4; i++) this.boxes[4 * row + i] = box[i];
  }

  #grow(): void {
    const capacity = Math.ceil(this.count * 1.5);
    this.ids = larger(this.ids, new Float64Array(capacity));
    this.imageIds = larger(this.imageIds, new Float64Array(capacity));
    this.categoryIds = larger(this.categoryIds, new Float64Array(capacity));
    this.areas = larger(this.areas, new Float64Array(capacity));
    this.flags = larger(this.flags, new Uint8Array(capacity));
    this.boxes = larger(this.boxes, new Float64Array(4 * capacity));
  }
}

function larger<A extends Float64Array | Uint8Array>(from: A, to: A): A {
  to.set(from);
  return to;
}
