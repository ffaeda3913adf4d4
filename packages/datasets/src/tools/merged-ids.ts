import type { ProblemKind, ProblemLog } from '../annotations/data-report.js';
import type { RawRecord } from '../annotations/records.js';
import { numberList } from '../annotations/records.js';

const doubleImage: ProblemKind = {
  kind: 'double-file-name',
  action: 'kept',
  meaning: 'Two files list an image of the same name; if it is the same picture, its objects are now on two records.',
};

/** New ids of the records of one file. */
interface NewIds {
  readonly images: Map<number, number>;
  readonly categories: Map<number, number>;
}

/** Which id each record of each file gets. */
export class MergedIds {
  readonly categories: RawRecord[] = [];
  readonly #log: ProblemLog;
  readonly #byFile = new Map<string, NewIds>();
  readonly #categoryOf = new Map<string, number>();
  readonly #categoryIds = new IdPool();
  readonly #imageIds = new IdPool();
  readonly #fileNames = new Set<unknown>();
  #annotations = 0;

  constructor(log: ProblemLog) {
    this.#log = log;
  }

  addCategory(file: string, record: RawRecord): void {
    const name = String(record['name']);
    let id = this.#categoryOf.get(name);
    if (id === undefined) {
      id = this.#categoryIds.take(Number(record['id']));
      this.#categoryOf.set(name, id);
      this.categories.push({ ...record, id });
    }
    this.#of(file).categories.set(Number(record['id']), id);
  }

  addImage(file: string, record: RawRecord): void {
    this.#of(file).images.set(Number(record['id']), this.#imageIds.take(Number(record['id'])));
    const name = record['file_name'] ?? record['coco_url'];
    if (this.#fileNames.has(name)) this.#log.note(doubleImage, String(name));
    this.#fileNames.add(name);
  }

  image(file: string, record: RawRecord): RawRecord {
    const { images, categories } = this.#of(file);
    const lists = ['neg_category_ids', 'not_exhaustive_category_ids'].filter((key) => key in record);
    const moved = lists.map((key) => [key, numberList(record[key]).flatMap((id) => categories.get(id) ?? [])]);
    return { ...record, id: images.get(Number(record['id'])), ...(Object.fromEntries(moved) as RawRecord) };
  }

  annotation(file: string, record: RawRecord): RawRecord | undefined {
    const { images, categories } = this.#of(file);
    const image = images.get(Number(record['image_id']));
    const category = categories.get(Number(record['category_id']));
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

  /** @returns the wanted id, or the next one above all others if it is taken */
  take(wanted: number): number {
    const id = this.#taken.has(wanted) ? this.#largest + 1 : wanted;
    this.#taken.add(id);
    this.#largest = Math.max(this.#largest, id);
    return id;
  }
}
