import type { Category, ImageRecord } from '@ecm/core';
import { DataError } from '@ecm/core';

import { AnnotationColumns } from './annotation-columns.js';
import { ColumnarDataset } from './columnar-dataset.js';
import { countClasses } from './count-classes.js';
import { ProblemLog } from './data-report.js';
import { frequencyGroups } from './frequency-groups.js';
import { parseAnnotation } from './parse-annotation.js';
import type { CountedCategory } from './parse-category.js';
import { parseCategory } from './parse-category.js';
import type { FileNameRule } from './parse-image.js';
import { parseImage } from './parse-image.js';
import type { RawRecord } from './records.js';

/** How the records of a file become a data set. */
export interface DatasetBuilderOptions {
  readonly name: string;
  /** Path of the annotation file, for messages. */
  readonly file: string;
  readonly imageRoot: string;
  readonly fileNameOf: FileNameRule;
  readonly withSegmentation: boolean;
  /** Gives classes without a `frequency` field the group of their image count. */
  readonly deriveFrequency: boolean;
}

/** Takes records in any order and makes a data set of them. */
export class DatasetBuilder {
  readonly log: ProblemLog;
  readonly #options: DatasetBuilderOptions;
  readonly #images: ImageRecord[] = [];
  readonly #categories: CountedCategory[] = [];
  readonly #columns = new AnnotationColumns();
  #ancestorsOf: ((categories: readonly Category[]) => readonly (readonly number[])[]) | undefined;

  /** @param log where flaws are counted, besides those that whoever made the records has counted there */
  constructor(options: DatasetBuilderOptions, log: ProblemLog = new ProblemLog()) {
    this.#options = options;
    this.log = log;
  }

  addImage(record: RawRecord, place: string): void {
    this.#images.push(parseImage(record, this.#options.fileNameOf, this.#options.file, place));
  }

  addCategory(record: RawRecord, place: string): void {
    this.#categories.push(parseCategory(record, this.#options.file, place));
  }

  addAnnotation(record: RawRecord, place: string): void {
    const { withSegmentation } = this.#options;
    const annotation = parseAnnotation(record, { place, log: this.log, withSegmentation });
    if (annotation !== undefined) this.#columns.add(annotation);
  }

  /** Gives the classes a tree. @param ancestorsOf labels of the classes above each of the classes, which are sorted by id */
  setAncestors(ancestorsOf: (categories: readonly Category[]) => readonly (readonly number[])[]): void {
    this.#ancestorsOf = ancestorsOf;
  }

  /** @throws DataError if ids occur twice or there are no images or categories */
  finish(): ColumnarDataset {
    const { name, file, imageRoot, deriveFrequency } = this.#options;
    if (this.#images.length === 0) throw new DataError(file, 'images', 'the file lists no images.');
    if (this.#categories.length === 0) throw new DataError(file, 'categories', 'the file lists no categories.');
    const indexOfImage = this.#indexById(this.#images, 'image');
    const counted = this.#categories.toSorted((a, b) => a.category.id - b.category.id);
    this.#indexById(
      counted.map(({ category }) => category),
      'category',
    );
    this.#refuseDoubleAnnotations();
    const table = this.#columns.finish(indexOfImage, new Set(counted.map(({ category }) => category.id)), this.log);
    const report = { file, images: this.#images.length, annotations: table.ids.length, problems: this.log.finish() };
    const plain = counted.map(({ category }) => category);
    const ancestors = this.#ancestorsOf?.(plain);
    const parts = { name, file, imageRoot, images: this.#images, table, report, ...(ancestors !== undefined && { ancestors }) };
    const dataset = new ColumnarDataset({ ...parts, categories: plain });
    if (!deriveFrequency || plain.every(({ frequency }) => frequency !== undefined)) return dataset;
    return new ColumnarDataset({ ...parts, categories: withFrequency(counted, dataset) });
  }

  #indexById(records: readonly { readonly id: number }[], what: string): ReadonlyMap<number, number> {
    const positions = new Map<number, number>();
    records.forEach(({ id }, index) => {
      if (positions.has(id))
        throw new DataError(
          this.#options.file,
          `${what} ${id}`,
          `the id occurs twice. Remove one of the records; \`ecm data verify\` lists all of them.`,
        );
      positions.set(id, index);
    });
    return positions;
  }

  #refuseDoubleAnnotations(): void {
    const ids = this.#columns.ids().toSorted();
    for (let i = 1; i < ids.length; i++) {
      if (ids[i] === ids[i - 1]) throw new DataError(this.#options.file, `annotation ${ids[i]}`, `the id occurs twice. ${RENUMBER}`);
    }
  }
}

const RENUMBER = 'Ids must be unique: `ecm data verify` lists all of them, `ecm data merge` renumbers.';

/** Group by the file's own image count where it has one (counted on the training set), else by the records at hand. */
function withFrequency(counted: readonly CountedCategory[], dataset: ColumnarDataset): readonly Category[] {
  const { imageCounts } = countClasses(dataset.categories, dataset.size, (index) => dataset.categoryIdsOf(index));
  const groups = frequencyGroups(counted.map(({ imageCount }, label) => imageCount ?? imageCounts[label]));
  return counted.map(({ category }, label) => ({ ...category, frequency: category.frequency ?? groups[label] }));
}
