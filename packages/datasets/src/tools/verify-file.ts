import type { ImageRecord } from '@ecm/core';
import { DataError } from '@ecm/core';

import type { DataReport } from '../annotations/data-report.js';
import { ProblemLog } from '../annotations/data-report.js';
import { lvisFileName } from '../annotations/file-names.js';
import { parseCategory } from '../annotations/parse-category.js';
import type { FileNameRule } from '../annotations/parse-image.js';
import { parseImage } from '../annotations/parse-image.js';
import type { RawRecord } from '../annotations/records.js';
import { requireSections } from '../node/read-annotation-file.js';
import { readSections } from '../node/read-sections.js';
import { AnnotationVerifier } from './verify-annotations.js';
import { verifyImages } from './verify-images.js';
import { verifyProblems } from './verify-problems.js';

/** What to check. */
export interface VerifyOptions {
  /** Folder of the images; without it only the annotation file is checked. */
  readonly imageRoot?: string;
  /** Decode every picture in full; true by default. False reads headers alone and does not find damaged pixels. */
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

  const unreadable = (error: DataError) => {
    log.note(verifyProblems.badRecord, withoutFile(error));
  };
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
  const seen = await readSections(
    file,
    {
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
    },
    unreadable,
  );
  requireSections(file, seen);
  checkCategories(images, categories, log);
  const verifier = new AnnotationVerifier(images, categories, log);
  await readSections(file, { annotations: verifier.add.bind(verifier) }, unreadable);
  verifier.finish();
  const { imageRoot, decode = true, maxPixels = 100_000_000 } = options;
  if (imageRoot !== undefined) await verifyImages(images.values(), { imageRoot, decode, maxPixels }, log);
  return { file, images: images.size, annotations: verifier.count, problems: log.finish() };
}

function checkCategories(images: ReadonlyMap<number, ImageRecord>, categories: ReadonlyMap<number, string>, log: ProblemLog): void {
  const gap = [...categories.keys()].sort((a, b) => a - b).findIndex((id, position) => id !== position + 1);
  if (gap >= 0) log.note(verifyProblems.gaps, `no category has the id ${gap + 1}`);
  for (const { id, negativeCategoryIds, notExhaustiveCategoryIds, positiveCategoryIds = [] } of images.values()) {
    const unknown = [...negativeCategoryIds, ...notExhaustiveCategoryIds, ...positiveCategoryIds].find((listed) => !categories.has(listed));
    if (unknown !== undefined) log.note(verifyProblems.unknownListed, `image ${id} (category ${unknown})`);
  }
}

function noteFailure(kind: (typeof verifyProblems)[keyof typeof verifyProblems], log: ProblemLog, work: () => void): void {
  try {
    work();
  } catch (cause) {
    if (!(cause instanceof DataError)) throw cause;
    log.note(kind, withoutFile(cause));
  }
}

/** The message of an error whose file the report names anyway. */
const withoutFile = ({ message, file }: DataError) => message.slice(file.length + 2);
