import path from 'node:path';

import { DataError, UserError } from '@ecm/core';
import type { Comparison } from '@ecm/evaluators';
import type { EvaluatedFiles } from '@ecm/evaluators/node';
import { type Raster, readPicture, renderEvaluation } from '@ecm/report';

import { imagePlace } from './image-place.js';
import { readReportFacts } from './report-facts.js';
import { writeText } from './write-text.js';

/** What to write into a report, and where. */
export interface EvaluationReportRequest {
  readonly file: string;
  readonly groundTruth: string;
  /** One set of detections, or two that are compared. */
  readonly sets: readonly { readonly name: string; readonly result: EvaluatedFiles; readonly files: readonly string[] }[];
  readonly comparison?: Comparison | undefined;
  /** Folder of the images. */
  readonly images?: string | undefined;
  readonly trainAnnotations?: string | undefined;
  /** Names of the classes whose curves are drawn. */
  readonly classes?: readonly string[] | undefined;
  readonly title?: string | undefined;
}

/** Writes the report of an evaluation. @returns what could not be shown, for the terminal */
export async function writeEvaluationReport(request: EvaluationReportRequest): Promise<string[]> {
  const { file, groundTruth, sets, comparison, images, trainAnnotations, classes, title } = request;
  const facts = await readReportFacts(groundTruth, trainAnnotations);
  const unread: string[] = [];
  const readImage = async (id: number): Promise<Raster | undefined> => {
    const name = facts.fileNames.get(id);
    const place = images === undefined || name === undefined ? undefined : imagePlace(images, name);
    if (place !== undefined) return readPicture(place).catch(reasonToSkip);
    if (images !== undefined) unread.push(name ?? `image ${id}`);
    return undefined;
  };
  const reasonToSkip = (error: unknown): undefined => {
    if (!(error instanceof DataError)) throw error;
    unread.push(error.message);
  };
  const text = await renderEvaluation({
    title: title ?? (sets.length > 1 ? sets.map(({ name }) => name).join(' and ') : `Evaluation of ${sets[0]?.name ?? ''}`),
    note: `Ground truth ${path.basename(groundTruth)}; detections ${sets.map(({ files }) => files.map((one) => path.basename(one)).join(', ')).join(' and ')}.`,
    evaluations: sets.map(({ name, result }) => ({ name, result })),
    imageName: (id) => facts.fileNames.get(id) ?? `image ${id}`,
    readImage,
    ...(comparison === undefined ? {} : { comparison }),
    ...(facts.classes === undefined ? {} : { classes: facts.classes }),
    ...(classes === undefined ? {} : { curveClasses: classes.map((name) => idOfClass(sets[0]?.result, name)) }),
  });
  await writeText(file, text);
  const [first] = unread;
  return first === undefined ? [] : [`${unread.length} images could not be shown, e.g. ${first}. Is ${images} their folder?`];
}

function idOfClass(result: EvaluatedFiles | undefined, name: string): number {
  const found = result?.categories.find((category) => category.name === name || String(category.id) === name);
  if (found === undefined) throw new UserError(`The ground truth has no class "${name}".`);
  return found.id;
}
