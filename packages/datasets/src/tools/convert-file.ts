import type { AnnotationFormat } from '../annotations/annotation-forms.js';
import { annotationForms } from '../annotations/annotation-forms.js';
import type { DataReport } from '../annotations/data-report.js';
import { ProblemLog } from '../annotations/data-report.js';
import { parseRecord, textOf } from '../annotations/parse-record.js';
import { recordText } from '../annotations/record-text.js';
import { refuseEmpty } from '../annotations/refuse-empty.js';
import { requireSections } from '../node/read-annotation-file.js';
import { readRecords } from '../node/read-records.js';
import { readSections } from '../node/read-sections.js';
import type { FormatChange } from './format-changes.js';
import { toCoco, toLvis } from './format-changes.js';
import { ImageClasses } from './image-classes.js';
import type { RecordWriter } from './record-writer.js';
import { writeRecordFiles } from './record-writer.js';

/**
 * Converts an annotation file between the LVIS and the COCO form, record by record and in the order of the file; what both forms
 * know, and what neither does, stays as it is.
 *
 * @throws DataError if the file cannot be read, or lacks images or categories
 */
export async function convertFile(
  file: string,
  out: string,
  { from, to }: { from: AnnotationFormat; to: AnnotationFormat },
): Promise<DataReport> {
  const { fileNameOf } = annotationForms[from];
  const log = new ProblemLog();
  const change = to === 'lvis' ? toLvis(await readClasses(file), fileNameOf, log) : toCoco(fileNameOf, log);
  return writeRecordFiles([out], [file], async ([writer]) => {
    const counts = await copyChanged(file, writer, change);
    return { file: out, images: counts.images, annotations: counts.annotations, problems: log.finish() };
  });
}

async function readClasses(file: string): Promise<ImageClasses> {
  const classes = new ImageClasses();
  await readSections(file, {
    annotations: classes.addAnnotation.bind(classes),
    categories: classes.addCategory.bind(classes),
  });
  return classes;
}

async function copyChanged(file: string, writer: RecordWriter, change: FormatChange): Promise<Record<keyof FormatChange, number>> {
  const counts = { images: 0, annotations: 0, categories: 0 };
  const seen = new Set<string>();
  await readRecords(file, {
    begin: (section) => {
      seen.add(section);
      writer.begin(section);
    },
    value: (key, bytes, offset) => {
      writer.value(key, textOf(bytes, file, `${key} at byte ${offset}`));
    },
    element: (section, bytes, offset) => {
      const place = `${section} at byte ${offset}`;
      if (section !== 'images' && section !== 'annotations' && section !== 'categories') writer.element(textOf(bytes, file, place));
      else {
        writer.element(recordText(change[section](parseRecord(bytes, file, place))));
        counts[section]++;
      }
    },
  });
  requireSections(file, seen, ['images', 'categories']);
  refuseEmpty(file, { images: counts.images, categories: counts.categories });
  return counts;
}
