import type { ColumnarDataset } from './columnar-dataset.js';
import type { ProblemLog } from './data-report.js';
import type { DatasetBuilderOptions } from './dataset-builder.js';
import { DatasetBuilder } from './dataset-builder.js';
import type { RawRecord } from './records.js';

/** Records of the three arrays of an annotation file of the COCO form. */
export interface CocoRecords {
  readonly images: readonly RawRecord[];
  readonly annotations: readonly RawRecord[];
  readonly categories: readonly RawRecord[];
}

/** Makes a data set of records in memory. @throws DataError if they cannot be used */
export function datasetOfRecords(records: CocoRecords, options: DatasetBuilderOptions, log: ProblemLog): ColumnarDataset {
  const builder = new DatasetBuilder(options, log);
  for (const record of records.categories) builder.addCategory(record, 'category');
  for (const record of records.images) builder.addImage(record, 'image');
  for (const record of records.annotations) builder.addAnnotation(record, 'annotation');
  return builder.finish();
}
