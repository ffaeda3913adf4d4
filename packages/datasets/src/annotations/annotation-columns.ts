import { AnnotationOwners, pickRows } from './annotation-owners.js';
import type { AnnotationTable } from './annotation-table.js';
import { CROWD, IGNORE } from './annotation-table.js';
import { ByteArena } from './byte-arena.js';
import { Column } from './column.js';
import type { ProblemLog } from './data-report.js';
import type { ParsedAnnotation } from './parse-annotation.js';
import { packSegmentation } from './segmentation-codec.js';

/** Collects annotations in file order, whatever the order of the file's sections, and sorts them by image at the end. */
export class AnnotationColumns {
  readonly #owners = new AnnotationOwners();
  readonly #boxes = new Column(new Float64Array());
  readonly #areas = new Column(new Float64Array());
  readonly #flags = new Column(new Uint8Array());
  readonly #spans = new Column(new Int32Array());
  readonly #arena = new ByteArena();

  add(annotation: ParsedAnnotation): void {
    this.#owners.add(annotation);
    for (const side of annotation.box) this.#boxes.push(side);
    this.#areas.push(annotation.area);
    this.#flags.push((annotation.crowd ? CROWD : 0) | (annotation.ignore ? IGNORE : 0));
    const { segmentation } = annotation;
    const span = segmentation === undefined ? { block: 0, start: 0, length: 0 } : this.#arena.append(packSegmentation(segmentation));
    for (const value of [span.block, span.start, span.length]) this.#spans.push(value);
  }

  /** @throws DataError if an id occurs twice */
  refuseDoubles(file: string): void {
    this.#owners.refuseDoubles(file);
  }

  /**
   * Sorts by image; rows of unknown images or categories are left out and counted.
   *
   * @param indexOfImage position of an image by its id
   */
  finish(indexOfImage: ReadonlyMap<number, number>, categoryIds: ReadonlySet<number>, log: ProblemLog): AnnotationTable {
    const { rows, ...owned } = this.#owners.finish(indexOfImage, categoryIds, log);
    return {
      ...owned,
      boxes: pickRows(this.#boxes.finish(), rows, 4),
      areas: pickRows(this.#areas.finish(), rows),
      flags: pickRows(this.#flags.finish(), rows),
      spans: pickRows(this.#spans.finish(), rows, 3),
      segmentations: this.#arena,
    };
  }
}
