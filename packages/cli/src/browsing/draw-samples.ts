import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

import type { Dataset } from '@ecm/core';
import { DataError, UserError } from '@ecm/core';
import type { Raster } from '@ecm/report';
import { contactSheet, drawObjects, encodePicture, objectsOfAnnotations, readPicture, resizePicture, shrinkAnnotation } from '@ecm/report';

import { evenlySpread } from './evenly-spread.js';

/** Longest side of a drawing; larger pictures are made smaller, with their objects. */
const maxSide = 2000;
const cell = 320;
const columns = 4;
/** A sheet of more pictures is too tall to look at. */
const picturesPerSheet = 48;

/** Which images are drawn, and where to. */
export interface SampleRequest {
  readonly dataset: Dataset;
  /** Indices of the images to choose from. */
  readonly candidates: readonly number[];
  readonly count: number;
  /** Folder of the drawings. */
  readonly out: string;
  /** Hears how many of how many images are drawn. */
  readonly onImage?: (done: number, total: number) => void;
}

/** What was drawn, and what could not be. */
export interface Samples {
  readonly sheets: readonly string[];
  /** Number of drawings. */
  readonly images: number;
  /** Number of candidates whose image file is missing; others were taken in their place. */
  readonly missing: number;
  /** Why chosen images could not be drawn. */
  readonly unreadable: readonly string[];
}

/**
 * Draws the annotations of images that are evenly spread over the candidates, one picture each, and sheets of all.
 *
 * @throws UserError if none of the image files is there, DataError if none can be decoded
 */
export async function drawSamples({ dataset, candidates, count, out, onImage }: SampleRequest): Promise<Samples> {
  const fileOf = (index: number): string => path.join(dataset.imageRoot, dataset.image(index).fileName);
  const present = candidates.filter((index) => existsSync(fileOf(index)));
  if (present.length === 0) {
    const [first = 0] = candidates;
    throw new UserError(`None of ${candidates.length} image files is there, e.g. "${fileOf(first)}". Name their folder with --images.`);
  }
  await mkdir(out, { recursive: true });
  const chosen = evenlySpread(present, count);
  const labels = new Map(dataset.categories.map(({ id }, label) => [id, label]));
  const classes = { names: dataset.categories.map(({ name }) => name), labelOf: (id: number): number => labels.get(id) ?? 0 };
  const unreadable: string[] = [];
  const sheets: string[] = [];
  let cells: { picture: Raster; caption: string }[] = [];
  let images = 0;
  const writeSheet = async (): Promise<void> => {
    const sheet = path.join(out, sheets.length === 0 ? 'sheet.png' : `sheet-${sheets.length + 1}.png`);
    await writeFile(sheet, await encodePicture(await contactSheet(cells, { columns, cell })));
    sheets.push(sheet);
    cells = [];
  };
  for (const [done, index] of chosen.entries()) {
    const { fileName: caption } = dataset.image(index);
    try {
      const drawn = await drawImage(dataset, index, fileOf(index), classes);
      await writeFile(path.join(out, `${caption.replaceAll(/[\\/]/gu, '-')}.png`), await encodePicture(drawn));
      cells.push({ picture: await thumbnail(drawn), caption });
      images++;
    } catch (cause) {
      if (!(cause instanceof DataError)) throw cause;
      unreadable.push(cause.message);
    }
    onImage?.(done + 1, chosen.length);
    if (cells.length === picturesPerSheet) await writeSheet();
  }
  if (images === 0) throw new UserError(`No image could be drawn. ${unreadable.slice(0, 3).join(' ')}`);
  if (cells.length > 0) await writeSheet();
  return { sheets, images, missing: candidates.length - present.length, unreadable };
}

/** Names of the classes, and which of them a category is. */
interface Classes {
  readonly names: readonly string[];
  readonly labelOf: (categoryId: number) => number;
}

async function drawImage(dataset: Dataset, index: number, file: string, classes: Classes): Promise<Raster> {
  const record = dataset.image(index);
  const picture = await readPicture(file, { maxSide });
  const { width, height } = picture;
  const scale = Math.min(1, maxSide / Math.max(record.width, record.height));
  const annotations = dataset.annotations(index).map((annotation) => shrinkAnnotation(annotation, { scale, width, height }));
  return drawObjects(picture, objectsOfAnnotations(annotations, { ...classes, width, height }));
}

/** What a sheet needs of a picture: the whole ones of many images would fill the memory. */
function thumbnail(picture: Raster): Promise<Raster> {
  const scale = Math.min(1, cell / Math.max(picture.width, picture.height));
  const [width = 1, height = 1] = [picture.width, picture.height].map((side) => Math.max(1, Math.round(side * scale)));
  return resizePicture(picture, width, height);
}
