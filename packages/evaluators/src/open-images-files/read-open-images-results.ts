import { DataError } from '@ecm/core';

import { parsePlainOrGzip } from '../node/file-source.js';
import type { OpenImagesEvaluator } from '../open-images/open-images-evaluator.js';
import { OpenImagesResultsParser } from './open-images-results-parser.js';
import { imageIndex } from './image-index.js';
import { readCsv } from './read-csv.js';
import { TextIndex } from './text-index.js';

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
  const images = imageIndex(truth);
  const classes = new TextIndex(truth.categories.map(({ label }, place) => [label, place]));
  await readCsv(file, ['ImageID', 'LabelName', 'Score', 'XMin', 'XMax', 'YMin', 'YMax'], (row) => {
    const known = row.find(0, images);
    const image = known < 0 ? evaluator.imageOf(row.text(0)) : known;
    const hasSize = truth.units === 'pixels' && image >= 0;
    const width = hasSize ? truth.sizes[2 * image] : 1;
    const height = hasSize ? truth.sizes[2 * image + 1] : 1;
    if (Number.isNaN(width + height)) {
      const place = `image ${row.text(0)}`;
      throw new DataError(truth.source, place, 'its "width" and "height" are missing; results in fractions need them.');
    }
    const [score, x1, x2] = [row.number(2), row.number(3) * width, row.number(4) * width];
    evaluator.push(image, row.find(1, classes), score, x1, row.number(5) * height, x2, row.number(6) * height);
  });
}
