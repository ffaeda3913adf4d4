import { DataError } from '@ecm/core';

import { parsePlainOrGzip } from '../node/file-source.js';
import type { OpenImagesEvaluator } from '../open-images/open-images-evaluator.js';
import { OpenImagesResultsParser } from './open-images-results-parser.js';
import { csvNumber, readCsv } from './read-csv.js';

/**
 * Adds the detections of a result file of any length to an evaluator: JSON with boxes in the units of the ground truth, or csv
 * (ImageID, LabelName, Score, XMin, XMax, YMin, YMax in fractions of images) if its name says so.
 *
 * @throws DataError with the place if the file is damaged, lacks a field, or names images that the ground truth should have
 */
export async function readOpenImagesResults(file: string, evaluator: OpenImagesEvaluator): Promise<void> {
  if (/\.csv(\.gz)?$/iu.test(file)) await readCsvResults(file, evaluator);
  else await parsePlainOrGzip(file, new OpenImagesResultsParser(evaluator));
}

async function readCsvResults(file: string, evaluator: OpenImagesEvaluator): Promise<void> {
  const { truth } = evaluator;
  const places = new Map(truth.categories.map(({ label }, place) => [label, place]));
  const header = ['ImageID', 'LabelName', 'Score', 'XMin', 'XMax', 'YMin', 'YMax'];
  await readCsv(file, { header }, ([id, label, score, xMin, xMax, yMin, yMax]) => {
    const image = evaluator.imageOf(id);
    const [width, height] = truth.units === 'fractions' || image < 0 ? [1, 1] : truth.sizes.subarray(2 * image);
    if (Number.isNaN(width + height))
      throw new DataError(truth.source, `image ${id}`, 'its "width" and "height" are missing; results in fractions need them.');
    const x1 = csvNumber(xMin, 'XMin') * width;
    const y1 = csvNumber(yMin, 'YMin') * height;
    const x2 = csvNumber(xMax, 'XMax') * width;
    const y2 = csvNumber(yMax, 'YMax') * height;
    evaluator.push(image, places.get(label) ?? -1, csvNumber(score, 'Score'), x1, y1, x2, y2);
  });
}
