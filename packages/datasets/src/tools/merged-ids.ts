import type { ProblemKind, ProblemLog } from '../annotations/data-report.js';
import type { RecordId } from '../annotations/record-id.js';
import { recordId } from '../annotations/record-id.js';
import type { RawRecord } from '../annotations/records.js';

const doubleFile: ProblemKind = {
  kind: 'double-file-name',
  action: 'kept',
  meaning: 'Two files list an image of the same name; if it is the same picture, its objects are now on two records.',
};
const doubleId: ProblemKind = {
  kind: 'double-id',
  action: 'skipped',
  meaning: 'A file lists two images or two categories with the same id; the first one is taken, with all annotations of that id.',
};
const LISTS = ['pos_category_ids', 'neg_category_ids', 'not_exhaustive_category_ids'] as const;

/** New ids of the records of one file. */
interface NewIds {
  readonly images: Map<RecordId, number>;
  readonly categories: Map<RecordId, number>;
}

/** Which id each record of each file gets. All new ids are below 2^53. */
export class MergedIds {
  readonly categories: RawRecord[] = [];
  readonly #log: ProblemLog;
  readonly #byFile = new Map<string, NewIds>();
  readonly #categoryOf = new Map<string, number>();
  readonly #categoryIds = new IdPool();
  readonly #imageIds = new IdPool();
  readonly #fileNames = new Set<unknown>();
  readonly #written = new Set<number>();
  #annotations = 0;

  constructor(log: ProblemLog) {
    this.#log = log;
  }

  addCategory(file: string, record: RawRecord): void {
    const { categories } = this.#of(file);
    const old = recordId(record['id']);
    const name = String(record['name']);
    if (categories.has(old)) {
      this.#log.note(doubleId, `${file}, category ${old} (${name})`);
      return;
    }
    let id = this.#categoryOf.get(name);
    if (id === undefined) {
      id = this.#categoryIds.take(old);
      this.#categoryOf.set(name, id);
      this.categories.push({ ...record, id });
    }
    categories.set(old, id);
  }

  addImage(file: string, record: RawRecord): void {
    const { images } = this.#of(file);
    const old = recordId(record['id']);
    if (images.has(old)) {
      this.#log.note(doubleId, `${file}, image ${old}`);
      return;
    }
    images.set(old, this.#imageIds.take(old));
    const name = record['file_name'] ?? record['coco_url'];
    if (this.#fileNames.has(name)) this.#log.note(doubleFile, String(name));
    this.#fileNames.add(name);
  }

  /** @returns undefined for the second image of an id */
  image(file: string, record: RawRecord): RawRecord | undefined {
    const { images, categories } = this.#of(file);
    const id = images.get(recordId(record['id']));
    if (id === undefined || this.#written.has(id)) return undefined;
    this.#written.add(id);
    const lists = LISTS.filter((key) => Array.isArray(record[key]));
    const moved = lists.map((key) => [key, (record[key] as unknown[]).flatMap((old) => categories.get(recordId(old)) ?? [])]);
    // A text id is what results and csv files know the image by.
    const text = typeof record['id'] === 'string' ? { open_images_id: record['id'] } : {};
    return { ...text, ...record, id, ...(Object.fromEntries(moved) as RawRecord) };
  }

  annotation(file: string, record: RawRecord): RawRecord | undefined {
    const { images, categories } = this.#of(file);
    const image = images.get(recordId(record['image_id']));
    const category = categories.get(recordId(record['category_id']));
    if (image === undefined || category === undefined) return undefined;
    return { ...record, id: ++this.#annotations, image_id: image, category_id: category };
  }

  #of(file: string): NewIds {
    const known = this.#byFile.get(file) ?? { images: new Map(), categories: new Map() };
    this.#byFile.set(file, known);
    return known;
  }
}

/** Hands out each id once. */
class IdPool {
  readonly #taken = new Set<number>();
  #largest = 0;

  /** @returns the wanted id, or the next one above all others if it is taken or no integer below 2^53 */
  take(wanted: RecordId): number {
    const id = typeof wanted === 'number' && Number.isSafeInteger(wanted) && !this.#taken.has(wanted) ? wanted : this.#largest + 1;
    this.#taken.add(id);
    this.#largest = Math.max(this.#largest, id);
    return id;
  }
}
