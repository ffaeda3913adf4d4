import type { ImageRecord } from '@ecm/core';
import { DataError } from '@ecm/core';

import type { DataReport } from '../annotations/data-report.js';
import { ProblemLog } from '../annotations/data-report.js';
import { lvisFileName } from '../annotations/file-names.js';
import { parseCategory } from '../annotations/parse-category.js';
import type { FileNameRule } from '../annotations/parse-image.js';
import { parseImage } from '../annotations/parse-image.js';
import type { RawRecord } from '../annotations/records.js';
import { readSections } from '../node/read-sections.js';
import { AnnotationVerifier } from './verify-annotations.js';
import { verifyImages } from './verify-images.js';
import { verifyProblems } from './verify-problems.js';

/** What to check. */
export interface VerifyOptions {
  /** Folder of the images; without it only the annotation file is checked. */
  readonly imageRoot?: string;
  /** Decode every picture in full; else only its header is read. */
  readonly decode?: boolean;
  readonly maxPixels?: number;
  /** How the file names its images; the rule of LVIS also fits COCO files. */
  readonly fileNameOf?: FileNameRule;
}

/**
 * Checks an annotation file of the LVIS or COCO form, and its images, in two passes over the file. All flaws are counted; none
 * stops the check.
 *
 * @throws DataError if the file cannot be read as JSON at all
 */
export async function verifyFile(file: string, options: VerifyOptions = {}): Promise<DataReport> {
  const log = new ProblemLog();
  const images = new Map<number, ImageRecord>();
  const fileNames = new Set<string>();
  const categories = new Map<number, string>();
  const { fileNameOf = lvisFileName } = options;

  const addImage = (record: RawRecord, place: string) => {
    const image = parseImage(record, fileNameOf, file, place);
    if (images.has(image.id)) log.note(verifyProblems.doubleImage, `image ${image.id}`);
    if (fileNames.has(image.fileName)) log.note(verifyProblems.doubleFile, image.fileName);
    images.set(image.id, image);
    fileNames.add(image.fileName);
  };
  const addCategory = (record: RawRecord, place: string) => {
    const { id, name } = parseCategory(record, file, place).category;
    const double = categories.has(id) || [...categories.values()].includes(name);
    if (double) log.note(verifyProblems.doubleCategory, `category ${id} (${name})`);
    categories.set(id, name);
  };
  await readSections(file, {
    images: (record, place) => {
      noteFailure(verifyProblems.badImage, log, () => {
        addImage(record, place);
      });
    },
    categories: (record, place) => {
      noteFailure(verifyProblems.badCategory, log, () => {
        addCategory(record, place);
      });
    },
  });
  const verifier = new AnnotationVerifier(images, categories, log);
  await readSections(file, { annotations: verifier.add.bind(verifier) });
  verifier.finish();
  const { imageRoot, decode = false, maxPixels = 100_000_000 } = options;
  if (imageRoot !== undefined) await verifyImages(images.values(), { imageRoot, decode, maxPixels }, log);
  return { file, images: images.size, annotations: verifier.count, problems: log.finish() };
}

function noteFailure(kind: (typeof verifyProblems)[keyof typeof verifyProblems], log: ProblemLog, work: () => void): void {
  try {
    work();
  } catch (cause) {
    if (!(cause instanceof DataError)) throw cause;
    log.note(kind, cause.message.slice(cause.file.length + 2));
  }
}
