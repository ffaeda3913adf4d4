import type { DataReport } from '../annotations/data-report.js';
import { ProblemLog } from '../annotations/data-report.js';
import type { CocoRecords } from '../annotations/dataset-of-records.js';
import { datasetOfRecords } from '../annotations/dataset-of-records.js';
import type { RawRecord } from '../annotations/records.js';
import { cocoFileName, lvisFileName } from '../annotations/file-names.js';
import { readAnnotationFile } from '../node/read-annotation-file.js';
import { readSections } from '../node/read-sections.js';
import type { VocFolder } from '../voc/read-voc-folder.js';
import { readVocFolder } from '../voc/read-voc-folder.js';
import type { FormatChange } from './format-changes.js';
import { toCoco, toLvis } from './format-changes.js';
import { writeRecordFiles } from './record-writer.js';

/** The form of an annotation file. */
export type AnnotationFormat = 'lvis' | 'coco';

type Sections = keyof CocoRecords;
const sections: readonly Sections[] = ['images', 'annotations', 'categories'];

/**
 * Converts an annotation file between the LVIS and the COCO form, record by record; fields that both know stay as they are.
 *
 * @throws DataError if the file cannot be used
 */
export async function convertFile(
  file: string,
  out: string,
  { from, to }: { from: AnnotationFormat; to: AnnotationFormat },
): Promise<DataReport> {
  const fileNameOf = from === 'lvis' ? lvisFileName : cocoFileName;
  const dataset = await readAnnotationFile({ name: '', file, imageRoot: '', fileNameOf, withSegmentation: false, deriveFrequency: false });
  const log = new ProblemLog();
  const change = to === 'lvis' ? toLvis(dataset, fileNameOf, log) : toCoco(fileNameOf, log);
  return write(out, change, log, async (section, take) => {
    await readSections(file, { [section]: take });
  });
}

/**
 * Converts a Pascal VOC folder into an annotation file; image paths in it are relative to the folder's `JPEGImages`.
 *
 * @throws DataError if the folder cannot be used
 */
export async function convertVoc(folder: VocFolder, out: string, to: AnnotationFormat): Promise<DataReport> {
  const log = new ProblemLog();
  const records = await readVocFolder(folder, log);
  return write(out, to === 'lvis' ? lvisChange(folder.folder, records, log) : toCoco(cocoFileName, log), log, (section, take) => {
    for (const record of records[section]) take(record);
    return Promise.resolve();
  });
}

function lvisChange(file: string, records: CocoRecords, log: ProblemLog): FormatChange {
  const facts = { name: '', file, imageRoot: '', fileNameOf: cocoFileName, withSegmentation: false, deriveFrequency: false };
  return toLvis(datasetOfRecords(records, facts, log), cocoFileName, log);
}

async function write(
  out: string,
  change: FormatChange,
  log: ProblemLog,
  read: (section: Sections, take: (record: RawRecord) => void) => Promise<void>,
): Promise<DataReport> {
  return writeRecordFiles([out], async ([writer]) => {
    const counts = { images: 0, annotations: 0, categories: 0 };
    for (const section of sections) {
      writer.begin(section);
      await read(section, (record) => {
        const changed = change[section](record);
        if (changed === undefined) return;
        writer.element(JSON.stringify(changed));
        counts[section]++;
      });
    }
    return { file: out, images: counts.images, annotations: counts.annotations, problems: log.finish() };
  });
}
