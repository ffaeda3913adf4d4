import type { Annotation, Category, ClassStatistics, Dataset, ImageRecord } from '@ecm/core';
import { UserError } from '@ecm/core';

import type { AnnotationTable } from './annotation-table.js';
import { annotationAt } from './annotation-table.js';
import { countClasses } from './count-classes.js';
import type { DataReport } from './data-report.js';

/** A data set that tells what was wrong with its files. */
export interface ReportingDataset extends Dataset {
  readonly report: DataReport;
}

/** @returns what was wrong with a data set's files; undefined for data sets that do not tell */
export function dataReportOf(dataset: Dataset & Partial<ReportingDataset>): DataReport | undefined {
  return dataset.report;
}

/** What a columnar data set is made of. */
export interface ColumnarDatasetParts {
  readonly name: string;
  readonly file: string;
  readonly imageRoot: string;
  /** Sorted by id. */
  readonly categories: readonly Category[];
  readonly images: readonly ImageRecord[];
  readonly table: AnnotationTable;
  readonly report: DataReport;
  /** Labels of the classes above each class, if there is a class tree. */
  readonly ancestors?: readonly (readonly number[])[];
}

type ClassTree = Pick<ClassStatistics, 'ancestors'>;

/** A data set whose annotations lie in typed arrays; objects are made when asked for. */
export class ColumnarDataset implements ReportingDataset {
  readonly name: string;
  readonly file: string;
  readonly imageRoot: string;
  readonly categories: readonly Category[];
  readonly report: DataReport;
  readonly #images: readonly ImageRecord[];
  readonly #table: AnnotationTable;
  readonly #ancestors: ClassTree;
  #statistics: ClassStatistics | undefined;

  constructor(parts: ColumnarDatasetParts) {
    this.name = parts.name;
    this.file = parts.file;
    this.imageRoot = parts.imageRoot;
    this.categories = parts.categories;
    this.report = parts.report;
    this.#images = parts.images;
    this.#table = parts.table;
    this.#ancestors = parts.ancestors === undefined ? {} : { ancestors: parts.ancestors };
  }

  get size(): number {
    return this.#images.length;
  }

  image(index: number): ImageRecord {
    const image = this.#images.at(index);
    if (image === undefined || index < 0) throw new UserError(`${this.name} has images 0 … ${this.size - 1}, but not ${index}.`);
    return image;
  }

  annotations(index: number): readonly Annotation[] {
    this.image(index);
    const { first } = this.#table;
    return Array.from({ length: first[index + 1] - first[index] }, (_, i) => annotationAt(this.#table, first[index] + i));
  }

  /** Category ids of an image's annotations, one per annotation; a view without a copy. */
  categoryIdsOf(index: number): Int32Array {
    const { first, categoryIds } = this.#table;
    return categoryIds.subarray(first[index], first[index + 1]);
  }

  statistics(): ClassStatistics {
    return (this.#statistics ??= {
      ...countClasses(this.categories, this.size, (index) => this.categoryIdsOf(index)),
      ...this.#ancestors,
    });
  }
}
