// Loaded when they are called: an evaluation of LVIS or COCO files starts without them.
import type { EvaluationResult } from '@ecm/core';

import type { OpenImagesEvaluator } from '../open-images/open-images-evaluator.js';
import type { OpenImagesTable, OpenImagesTruthOptions } from '../open-images/open-images-table.js';
import type { EvaluateOpenImagesOptions } from './evaluate-open-images.js';
import type { OpenImagesCsvFiles } from './read-open-images-csv.js';

/**
 * Evaluates result files by the protocol of Open Images. All files are streamed; memory grows with the boxes of the ground
 * truth and with the detections of classes that are verified on their image.
 *
 * @throws DataError if a file is damaged or does not fit the others, UserError if one is missing
 */
export async function evaluateOpenImages(options: EvaluateOpenImagesOptions): Promise<readonly EvaluationResult[]> {
  return (await import('./evaluate-open-images.js')).evaluateOpenImages(options);
}

/**
 * Reads ground truth from the csv files of Open Images, row by row. Images are those that a file names.
 *
 * @throws DataError with the row if a column, a number or an image's size is missing
 */
export async function readOpenImagesCsv(files: OpenImagesCsvFiles, options: OpenImagesTruthOptions = {}): Promise<OpenImagesTable> {
  return (await import('./read-open-images-csv.js')).readOpenImagesCsv(files, options);
}

/**
 * Adds the detections of a result file of any length to an evaluator: JSON with boxes in the units of the ground truth, or csv
 * in fractions of images if its name says so.
 *
 * @throws DataError with the place if the file is damaged, lacks a field, or names images that the ground truth should have
 */
export async function readOpenImagesResults(file: string, evaluator: OpenImagesEvaluator): Promise<void> {
  await (await import('./read-open-images-results.js')).readOpenImagesResults(file, evaluator);
}
