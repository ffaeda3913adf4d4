import { DataError } from '@ecm/core';

import type { CountedCategory } from './parse-category.js';
import { parseCategory } from './parse-category.js';
import type { RawRecord } from './records.js';
import { refuseEmpty } from './refuse-empty.js';

/** Images and categories of a file, each id once. */
export interface RecordLists<Image> {
  readonly images: readonly Image[];
  /** Position of an image by its id. */
  readonly indexOfImage: ReadonlyMap<number, number>;
  /** Sorted by id. */
  readonly categories: readonly CountedCategory[];
  readonly categoryIds: ReadonlySet<number>;
}

/** Collects the images and categories of a file. */
export class ListedRecords<Image extends { readonly id: number }> {
  readonly #file: string;
  readonly #readImage: (record: RawRecord, place: string) => Image;
  readonly #images: Image[] = [];
  readonly #categories: CountedCategory[] = [];

  /**
   * @param file for messages
   * @param readImage what is kept of an image
   */
  constructor(file: string, readImage: (record: RawRecord, place: string) => Image) {
    this.#file = file;
    this.#readImage = readImage;
  }

  addImage(record: RawRecord, place: string): void {
    this.#images.push(this.#readImage(record, place));
  }

  addCategory(record: RawRecord, place: string): void {
    this.#categories.push(parseCategory(record, this.#file, place));
  }

  /** @throws DataError if ids occur twice or there are no images or categories */
  finish(): RecordLists<Image> {
    refuseEmpty(this.#file, { images: this.#images.length, categories: this.#categories.length });
    const indexOfImage = this.#indexById(this.#images, 'image');
    const categories = this.#categories.toSorted((a, b) => a.category.id - b.category.id);
    const positions = this.#indexById(
      categories.map(({ category }) => category),
      'category',
    );
    return { images: this.#images, indexOfImage, categories, categoryIds: new Set(positions.keys()) };
  }

  #indexById(records: readonly { readonly id: number }[], what: string): ReadonlyMap<number, number> {
    const positions = new Map<number, number>();
    records.forEach(({ id }, index) => {
      if (positions.has(id))
        throw new DataError(
          this.#file,
          `${what} ${id}`,
          `the id occurs twice. Remove one of the records; \`ecm data verify\` lists all of them.`,
        );
      positions.set(id, index);
    });
    return positions;
  }
}
