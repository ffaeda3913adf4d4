import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

import { DataError } from '@ecm/core';
import sharp from 'sharp';

import type { ProblemLog } from '../annotations/data-report.js';
import type { CocoRecords } from '../annotations/dataset-of-records.js';
import { reasonOf } from '../node/reason-of.js';
import type { VocAnnotation } from './parse-voc.js';
import { parseVoc } from './parse-voc.js';
import type { VocFile } from './voc-records.js';
import { vocProblems, vocToCoco } from './voc-records.js';

/** Which part of a Pascal VOC folder to read. */
export interface VocFolder {
  /** Folder with `Annotations`, `JPEGImages` and `ImageSets/Main`. */
  readonly folder: string;
  /** Name of a list in `ImageSets/Main`; empty takes every annotation file. */
  readonly split: string;
  /** Category names in the order of their ids; empty takes all names of the folder in alphabetical order. */
  readonly categories: readonly string[];
}

/** Reads a Pascal VOC folder as records of the COCO form. @throws DataError if the folder or the split is not there */
export async function readVocFolder({ folder, split, categories }: VocFolder, log: ProblemLog): Promise<CocoRecords> {
  const stems = (await list(path.join(folder, 'Annotations'))).filter((name) => name.endsWith('.xml')).map((name) => name.slice(0, -4));
  const images = imagesByStem(await list(path.join(folder, 'JPEGImages')));
  const listed = split === '' ? stems : await readSplit(path.join(folder, 'ImageSets', 'Main', `${split}.txt`));
  const wanted = new Set(listed);
  const known = new Set(stems);
  for (const stem of wanted) if (!known.has(stem)) log.note(vocProblems.missingXml, `${stem} in split ${split}`);

  const files: VocFile[] = [];
  const names = new Set<string>();
  for (const [position, stem] of stems.entries()) {
    if (!wanted.has(stem) && categories.length > 0) continue;
    const annotation = await readVocFile(path.join(folder, 'Annotations', `${stem}.xml`), wanted.has(stem) ? log : undefined);
    for (const object of annotation?.objects ?? []) names.add(object.name);
    const imageFile = images.get(stem);
    if (!wanted.has(stem) || annotation === undefined) continue;
    if (imageFile === undefined) log.note(vocProblems.missingImage, `${stem}.xml`);
    else {
      const sized = await withSize(annotation, path.join(folder, 'JPEGImages', imageFile));
      if (sized === undefined) log.note(vocProblems.badImage, imageFile);
      else files.push({ stem, id: position + 1, imageFile, annotation: sized });
    }
  }
  if (files.length === 0 && log.count(vocProblems.missingImage) > 0)
    throw new DataError(folder, 'JPEGImages', `none of the pictures is there that Annotations describe, e.g. that of ${listed[0]}.xml.`);
  return vocToCoco(files, categories.length > 0 ? categories : [...names].sort(), log);
}

async function list(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch((cause: unknown) => {
    throw new DataError(folder, '', `cannot be listed (${reasonOf(cause)}); a Pascal VOC folder has Annotations and JPEGImages.`);
  });
  return names.sort();
}

function imagesByStem(names: readonly string[]): ReadonlyMap<string, string> {
  const pictures = names.filter((name) => /\.(jpe?g|png|bmp|webp|tiff?)$/i.test(name));
  return new Map(pictures.map((name) => [path.parse(name).name, name]));
}

/** Names of a split, one a line; the flag −1, 0 or 1 of VOC's per-class lists is cut off. */
async function readSplit(file: string): Promise<readonly string[]> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new DataError(file, '', `cannot be read (${reasonOf(cause)}). Name another split, or none for all files.`);
  });
  return text.split('\n').flatMap((line) => line.trim().replace(/\s+(?:-1|0|1)$/u, '') || []);
}

async function readVocFile(file: string, log: ProblemLog | undefined): Promise<VocAnnotation | undefined> {
  try {
    return parseVoc(await readFile(file, 'utf8'));
  } catch (cause) {
    log?.note(vocProblems.badXml, `${path.basename(file)}: ${reasonOf(cause)}`);
    return undefined;
  }
}

/** Takes the size from the picture where the annotation file does not give it. @returns undefined if there is none to be had */
async function withSize(annotation: VocAnnotation, image: string): Promise<VocAnnotation | undefined> {
  if (annotation.width > 0 && annotation.height > 0) return annotation;
  const metadata = await sharp(image)
    .metadata()
    .catch(() => undefined);
  return metadata && { ...annotation, width: metadata.autoOrient.width, height: metadata.autoOrient.height };
}
