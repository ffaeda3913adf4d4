import { grown, nextCapacity } from './grown.js';

/** Growing columns of annotations as a file gives them: ids, not yet indices. */
export class AnnotationColumns {
  count = 0;
  ids: Float64Array = new Float64Array(1024);
  imageIds: Float64Array = new Float64Array(1024);
  categoryIds: Float64Array = new Float64Array(1024);
  areas: Float64Array = new Float64Array(1024);
  boxes: Float64Array = new Float64Array(4096);
  flags: Uint8Array = new Uint8Array(1024);

  /** Appends a row; the box is `x, y, width, height`. */
  push(id: number, imageId: number, categoryId: number, area: number, box: ArrayLike<number>, flags: number): void {
    if (this.count === this.ids.length) this.reserve(this.count + 1);
    const row = this.count++;
    this.ids[row] = id;
    this.imageIds[row] = imageId;
    this.categoryIds[row] = categoryId;
    this.areas[row] = area;
    this.flags[row] = flags;
    for (let i = 0; i < 4; i++) this.boxes[4 * row + i] = box[i];
  }

  /** Makes room for `rows` rows. @param expected how many there will be at the end, if that is known */
  reserve(rows: number, expected?: number): void {
    if (rows <= this.ids.length) return;
    const capacity = nextCapacity(rows, expected);
    this.ids = grown(this.ids, capacity);
    this.imageIds = grown(this.imageIds, capacity);
    this.categoryIds = grown(this.categoryIds, capacity);
    this.areas = grown(this.areas, capacity);
    this.flags = grown(this.flags, capacity);
    this.boxes = grown(this.boxes, 4 * capacity);
  }
}
