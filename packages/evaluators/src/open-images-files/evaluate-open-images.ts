import { readFileSync } from 'node:fs';

import type { EvaluationResult } from '@ecm/core';
import { ClassHierarchy, DataError, UserError } from '@ecm/core';

import { parsePlainOrGzip } from '../node/file-source.js';
import type { OpenImagesOptions } from '../open-images/open-images-evaluator.js';
import { OpenImagesEvaluator } from '../open-images/open-images-evaluator.js';
import type { OpenImagesTable, OpenImagesTruthOptions } from '../open-images/open-images-table.js';
import { OpenImagesTableBuilder } from '../open-images/open-images-table-builder.js';
import { OpenImagesTruthParser } from './open-images-truth-parser.js';
import { readOpenImagesCsv } from './read-open-images-csv.js';
import { readOpenImagesResults } from './read-open-images-results.js';

/** Files to evaluate, and by which rules. */
export interface EvaluateOpenImagesOptions extends Omit<OpenImagesOptions, 'hierarchy'> {
  /** Boxes as csv, or an annotation file in JSON, plain or gzip. */
  readonly groundTruth: string;
  /** Result files, csv or JSON; several are joined in this order. */
  readonly results: readonly string[];
  /** Class descriptions; needed with boxes as csv. */
  readonly classes?: string;
  /** Image-level labels as csv; a JSON file holds its own. */
  readonly imageLabels?: string;
  /** Sizes of images as csv, or an annotation file in JSON that has them, for boxes as csv and results in pixels. */
  readonly imageSizes?: string;
  /** Hierarchy of the classes as JSON; without it nothing is expanded. */
  readonly hierarchy?: string;
}

/**
 * Evaluates result files by the protocol of Open Images. All files are streamed; memory grows with the boxes of the ground
 * truth and with the detections of classes that are verified on their image.
 *
 * @throws DataError if a file is damaged or does not fit the others, UserError if one is missing
 */
export async function evaluateOpenImages(options: EvaluateOpenImagesOptions): Promise<readonly EvaluationResult[]> {
  const { results, variant = 'challenge', groupOfWeight = 1 } = options;
  const hierarchy = options.hierarchy === undefined ? undefined : readHierarchy(options.hierarchy);
  const mmdet = variant === 'mmdet';
  const truth = await readTruth(options, {
    ...(hierarchy === undefined ? {} : { hierarchy }),
    expandLabels: !mmdet,
    onlyImagesWithBoxes: mmdet,
  });
  const evaluator = new OpenImagesEvaluator(truth, { variant, groupOfWeight, ...(hierarchy === undefined ? {} : { hierarchy }) });
  for (const file of results) await readOpenImagesResults(file, evaluator);
  return evaluator.finish();
}

function readHierarchy(file: string): ClassHierarchy {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new DataError(file, '', `it cannot be opened: ${error instanceof Error ? error.message : String(error)}.`);
  }
  return ClassHierarchy.parse(text, file);
}

async function readTruth(files: EvaluateOpenImagesOptions, options: OpenImagesTruthOptions): Promise<OpenImagesTable> {
  const { groundTruth, classes, imageLabels, imageSizes } = files;
  if (/\.csv(\.gz)?$/iu.test(groundTruth)) {
    if (classes === undefined) throw new UserError(`${groundTruth} holds boxes as csv; the file of class descriptions is needed too.`);
    const optional = { ...(imageLabels === undefined ? {} : { imageLabels }), ...(imageSizes === undefined ? {} : { imageSizes }) };
    return readOpenImagesCsv({ boxes: groundTruth, classes, ...optional }, options);
  }
  const unused = Object.entries({ classes, imageLabels, imageSizes }).find(([, file]) => file !== undefined);
  if (unused !== undefined)
    throw new UserError(`${groundTruth} is JSON and holds classes, labels and sizes itself; leave ${String(unused[1])} away.`);
  const builder = new OpenImagesTableBuilder({ source: groundTruth, units: 'pixels', complete: true });
  await parsePlainOrGzip(groundTruth, new OpenImagesTruthParser(builder));
  return builder.finish(options);
}
