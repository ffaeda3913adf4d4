import type { AnnotationTable } from './annotation-table.js';
import { CROWD, IGNORE } from './annotation-table.js';
import { ByteArena } from './byte-arena.js';
import { Column } from './column.js';
import type { ProblemLog } from './data-report.js';
import type { ParsedAnnotation } from './parse-annotation.js';
import { problemKinds } from './problem-kinds.js';
import { packSegmentation } from './segmentation-codec.js';

/** Collects annotations in file order, whatever the order of the file's sections, and sorts them by image at the end. */
export class AnnotationColumns {
  readonly #imageIds = new Column(new Float64Array());
  readonly #ids = new Column(new Float64Array());
  readonly #categoryIds = new Column(new Int32Array());
  readonly #boxes = new Column(new Float64Array());
  readonly #areas = new Column(new Float64Array());
  readonly #flags = new Column(new Uint8Array());
  readonly #spans = new Column(new Int32Array());
  readonly #arena = new ByteArena();

  get size(): number {
    return this.#ids.size;
  }

  add(annotation: ParsedAnnotation): void {
    this.#imageIds.push(annotation.imageId);
    this.#ids.push(annotation.id ?? this.size + 1);
    this.#categoryIds.push(annotation.categoryId);
    for (const side of annotation.box) this.#boxes.push(side);
    this.#areas.push(annotation.area);
    this.#flags.push((annotation.crowd ? CROWD : 0) | (annotation.ignore ? IGNORE : 0));
    const { segmentation } = annotation;
    const span = segmentation === undefined ? { block: 0, start: 0, length: 0 } : this.#arena.append(packSegmentation(segmentation));
    for (const value of [span.block, span.start, span.length]) this.#spans.push(value);
  }

  /** Ids of the annotations in file order, for the check that they differ. */
  ids(): Float64Array {
    return this.#ids.finish();
  }

  /**
   * Sorts by image; rows of unknown images or categories are left out and counted.
   *
   * @param indexOfImage position of an image by its id
   */
  finish(indexOfImage: ReadonlyMap<number, number>, categoryIds: ReadonlySet<number>, log: ProblemLog): AnnotationTable {
    const { rows, first } = this.#order(indexOfImage, categoryIds, log);
    const [boxes, spans] = [this.#boxes.finish(), this.#spans.finish()];
    const pick = <Values extends Float64Array | Int32Array | Uint8Array>(values: Values, width = 1): Values => {
      const picked = new (values.constructor as new (length: number) => Values)(rows.length * width);
      for (let i = 0; i < rows.length; i++) {
        for (let j = 0; j < width; j++) picked[i * width + j] = values[rows[i] * width + j];
      }
      return picked;
    };
    return {
      first,
      ids: pick(this.#ids.finish()),
      categoryIds: pick(this.#categoryIds.finish()),
      boxes: pick(boxes, 4),
      areas: pick(this.#areas.finish()),
      flags: pick(this.#flags.finish()),
      spans: pick(spans, 3),
      segmentations: this.#arena,
    };
  }

  /** Counting sort: stable, linear. */
  #order(indexOfImage: ReadonlyMap<number, number>, categoryIds: ReadonlySet<number>, log: ProblemLog) {
    const imageIds = this.#imageIds.finish();
    const [ids, categories] = [this.#ids.finish(), this.#categoryIds.finish()];
    const owners = new Int32Array(imageIds.length).fill(-1);
    const first = new Int32Array(indexOfImage.size + 1);
    for (let row = 0; row < owners.length; row++) {
      const index = indexOfImage.get(imageIds[row]);
      if (index === undefined) log.note(problemKinds.unknownImage, `annotation ${ids[row]} (image ${imageIds[row]})`);
      else if (!categoryIds.has(categories[row]))
        log.note(problemKinds.unknownCategory, `annotation ${ids[row]} (category ${categories[row]})`);
      else first[(owners[row] = index) + 1]++;
    }
    for (let i = 1; i < first.length; i++) first[i] += first[i - 1];
    const next = first.slice();
    const rows = new Int32Array(first[first.length - 1]);
    for (let row = 0; row < owners.length; row++) if (owners[row] >= 0) rows[next[owners[row]]++] = row;
    return { rows, first };
  }
}
