import type { Category, ImageRecord } from '@ecm/core';

import { AnnotationColumns } from './annotation-columns.js';
import { ColumnarDataset } from './columnar-dataset.js';
import { ProblemLog } from './data-report.js';
import { withFrequency } from './derived-frequency.js';
import { ListedRecords } from './listed-records.js';
import { parseAnnotation } from './parse-annotation.js';
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
  readonly #listed: ListedRecords<ImageRecord>;
  readonly #columns = new AnnotationColumns();
  #ancestorsOf: ((categories: readonly Category[]) => readonly (readonly number[])[]) | undefined;

  /** @param log where flaws are counted, besides those that whoever made the records has counted there */
  constructor(options: DatasetBuilderOptions, log: ProblemLog = new ProblemLog()) {
    this.#options = options;
    this.log = log;
    this.#listed = new ListedRecords(options.file, (record, place) => parseImage(record, options.fileNameOf, options.file, place));
  }

  addImage(record: RawRecord, place: string): void {
    this.#listed.addImage(record, place);
  }

  addCategory(record: RawRecord, place: string): void {
    this.#listed.addCategory(record, place);
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
    const { images, indexOfImage, categories, categoryIds } = this.#listed.finish();
    this.#columns.refuseDoubles(file);
    const table = this.#columns.finish(indexOfImage, categoryIds, this.log);
    const report = { file, images: images.length, annotations: table.ids.length, problems: this.log.finish() };
    const plain = categories.map(({ category }) => category);
    const ancestors = this.#ancestorsOf?.(plain);
    const parts = { name, file, imageRoot, images, table, report, ...(ancestors !== undefined && { ancestors }) };
    const dataset = new ColumnarDataset({ ...parts, categories: plain });
    if (!deriveFrequency || plain.every(({ frequency }) => frequency !== undefined)) return dataset;
    return new ColumnarDataset({ ...parts, categories: withFrequency(categories, dataset.statistics().imageCounts) });
  }
}
