import path from 'node:path';

import type { AnnotationFormat } from '../annotations/annotation-forms.js';
import { annotationForms } from '../annotations/annotation-forms.js';
import { ClassCounter } from '../annotations/class-counter.js';
import type { DataReport } from '../annotations/data-report.js';
import type { DatasetSummary } from '../annotations/dataset-summary.js';
import { datasetName } from './open-annotation-file.js';
import { readRecordsInto } from './read-annotation-file.js';

/**
 * Counts images, objects and classes of an annotation file in one pass that keeps no boxes and no masks: the same figures and
 * flaws as those of the opened data set.
 *
 * @throws DataError if the file cannot be used
 */
export async function summarizeFile(
  file: string,
  form: AnnotationFormat,
): Promise<{ readonly summary: DatasetSummary; readonly report: DataReport }> {
  const counter = new ClassCounter({
    name: datasetName({ name: '', annotations: file }),
    file: path.resolve(file),
    ...annotationForms[form],
  });
  await readRecordsInto(path.resolve(file), counter);
  return counter.finish();
}
