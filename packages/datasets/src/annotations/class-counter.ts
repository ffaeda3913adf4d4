import { AnnotationOwners } from './annotation-owners.js';
import { countClasses } from './count-classes.js';
import type { DataReport } from './data-report.js';
import { ProblemLog } from './data-report.js';
import type { DatasetBuilderOptions } from './dataset-builder.js';
import type { DatasetSummary } from './dataset-summary.js';
import { summarizeDataset } from './dataset-summary.js';
import { withFrequency } from './derived-frequency.js';
import { ListedRecords } from './listed-records.js';
import { parseAnnotation } from './parse-annotation.js';
import { parseImage } from './parse-image.js';
import type { RawRecord } from './records.js';

/** How the records of a file are counted. */
export type ClassCounterOptions = Pick<DatasetBuilderOptions, 'name' | 'file' | 'fileNameOf' | 'deriveFrequency'>;

/**
 * Takes records in any order, checks them as `DatasetBuilder` does, and counts their classes. It keeps the id of an image, and
 * id, image and class of an annotation; masks are looked at, but not kept.
 */
export class ClassCounter {
  readonly #options: ClassCounterOptions;
  readonly #log = new ProblemLog();
  readonly #listed: ListedRecords<{ readonly id: number }>;
  readonly #owners = new AnnotationOwners();

  constructor(options: ClassCounterOptions) {
    const { file, fileNameOf } = options;
    this.#options = options;
    this.#listed = new ListedRecords(file, (record, place) => ({ id: parseImage(record, fileNameOf, file, place).id }));
  }

  addImage(record: RawRecord, place: string): void {
    this.#listed.addImage(record, place);
  }

  addCategory(record: RawRecord, place: string): void {
    this.#listed.addCategory(record, place);
  }

  addAnnotation(record: RawRecord, place: string): void {
    const annotation = parseAnnotation(record, { place, log: this.#log, withSegmentation: true });
    if (annotation !== undefined) this.#owners.add(annotation);
  }

  /** @throws DataError if ids occur twice or there are no images or categories */
  finish(): { readonly summary: DatasetSummary; readonly report: DataReport } {
    const { name, file, deriveFrequency } = this.#options;
    const { images, indexOfImage, categories, categoryIds } = this.#listed.finish();
    this.#owners.refuseDoubles(file);
    const { first, ...owned } = this.#owners.finish(indexOfImage, categoryIds, this.#log);
    const plain = categories.map(({ category }) => category);
    const idsOf = (index: number) => owned.categoryIds.subarray(first[index], first[index + 1]);
    const counts = countClasses(plain, images.length, idsOf);
    const statistics = { ...counts, categories: deriveFrequency ? withFrequency(categories, counts.imageCounts) : plain };
    const report = { file, images: images.length, annotations: owned.ids.length, problems: this.#log.finish() };
    return { summary: summarizeDataset({ name, size: images.length, statistics: () => statistics }), report };
  }
}
