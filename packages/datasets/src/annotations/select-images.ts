import type { Annotation, Category, ClassStatistics, Dataset, ImageRecord } from '@ecm/core';
import { DataError } from '@ecm/core';

import { dataReportOf } from './columnar-dataset.js';
import { countClasses } from './count-classes.js';
import type { DataReport } from './data-report.js';

/** Which images of a data set to keep. */
export interface ImageSelection {
  /** Leave out images without any annotation of a known class. */
  readonly onlyAnnotated: boolean;
  /** Leave out images whose shorter side has fewer pixels. */
  readonly minSide: number;
}

/**
 * Keeps the images that training uses. Any record counts as an annotation, also one that `reasonToLeaveOut` refuses, so an
 * image may still train with no box at all.
 *
 * @throws DataError if nothing is left
 * @see janghyuncho/ECM-Loss, mmdet/datasets/coco.py, _filter_imgs
 */
export function selectImages(dataset: Dataset, { onlyAnnotated, minSide }: ImageSelection): Dataset {
  if (!onlyAnnotated && minSide <= 1) return dataset;
  const kept: number[] = [];
  for (let index = 0; index < dataset.size; index++) {
    const { width, height } = dataset.image(index);
    if (Math.min(width, height) >= minSide && !(onlyAnnotated && dataset.annotations(index).length === 0)) kept.push(index);
  }
  if (kept.length > 0) return new SelectedDataset(dataset, Int32Array.from(kept));
  const skipped = dataReportOf(dataset)?.problems.filter(({ action }) => action === 'skipped') ?? [];
  const reasons = skipped.map(({ kind, count }) => ` (${count} records were skipped: ${kind})`).join('');
  throw new DataError(
    dataset.file,
    'annotations',
    `no image is left: of ${dataset.size} images none has an annotation and a shorter side of at least ${minSide} pixels${reasons}. ` +
      'Check that this is a training file, or set "onlyAnnotated" to false.',
  );
}

/** Some images of a data set, in the same order. */
export class SelectedDataset implements Dataset {
  readonly name: string;
  readonly file: string;
  readonly imageRoot: string;
  readonly categories: readonly Category[];
  /** What was wrong with the file of the whole set. */
  readonly report: DataReport | undefined;
  readonly #dataset: Dataset;
  readonly #indices: Int32Array;
  #statistics: ClassStatistics | undefined;

  /** @param indices indices in `dataset` of the images to keep */
  constructor(dataset: Dataset, indices: Int32Array) {
    this.name = dataset.name;
    this.file = dataset.file;
    this.imageRoot = dataset.imageRoot;
    this.categories = dataset.categories;
    this.report = dataReportOf(dataset);
    this.#dataset = dataset;
    this.#indices = indices;
  }

  get size(): number {
    return this.#indices.length;
  }

  image(index: number): ImageRecord {
    return this.#dataset.image(this.#indices[index]);
  }

  annotations(index: number): readonly Annotation[] {
    return this.#dataset.annotations(this.#indices[index]);
  }

  statistics(): ClassStatistics {
    const idsOf = (index: number) => this.annotations(index).map(({ categoryId }) => categoryId);
    const { ancestors } = this.#dataset.statistics();
    return (this.#statistics ??= {
      ...countClasses(this.categories, this.size, idsOf),
      ...(ancestors === undefined ? {} : { ancestors }),
    });
  }
}
