import type { AnnotationFormat } from '../annotations/annotation-forms.js';
import type { DataReport } from '../annotations/data-report.js';
import { ProblemLog } from '../annotations/data-report.js';
import { cocoFileName } from '../annotations/file-names.js';
import type { VocFolder } from '../voc/read-voc-folder.js';
import { readVocFolder } from '../voc/read-voc-folder.js';
import { toCoco, toLvis } from './format-changes.js';
import { ImageClasses } from './image-classes.js';
import { writeRecordFiles } from './record-writer.js';

/**
 * Converts a Pascal VOC folder into an annotation file; image paths in it are relative to the folder's `JPEGImages`.
 *
 * @throws DataError if the folder cannot be used
 */
export async function convertVoc(folder: VocFolder, out: string, to: AnnotationFormat): Promise<DataReport> {
  const log = new ProblemLog();
  const records = await readVocFolder(folder, log);
  const classes = new ImageClasses();
  for (const record of records.categories) classes.addCategory(record);
  for (const record of records.annotations) classes.addAnnotation(record);
  const change = to === 'lvis' ? toLvis(classes, cocoFileName, log) : toCoco(cocoFileName, log);
  return writeRecordFiles([out], [], ([writer]) => {
    for (const section of ['images', 'annotations', 'categories'] as const) {
      writer.begin(section);
      for (const record of records[section]) writer.element(JSON.stringify(change[section](record)));
    }
    const { images, annotations } = records;
    return Promise.resolve({ file: out, images: images.length, annotations: annotations.length, problems: log.finish() });
  });
}
