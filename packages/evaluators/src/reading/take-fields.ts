import { UserError } from '@ecm/core';

import type { DetectionSink } from '../detections/detection-sink.js';
import type { JsonCursor } from './json-cursor.js';
import type { ResultFields } from './result-fields.js';

/**
 * Puts the record that has been read into a sink.
 *
 * @param start position of the record in the window, for messages
 * @throws DataError if its mask is not one of the image
 */
export function takeFields(
  sink: DetectionSink,
  image: number,
  category: number,
  fields: ResultFields,
  cursor: JsonCursor,
  start: number,
): void {
  const { box, hasBox } = fields;
  if (hasBox) sink.push(image, category, fields.score, box[0], box[1], box[2], box[3]);
  else sink.push(image, category, fields.score, NaN, NaN, NaN, NaN);
  if (!fields.hasMask || !sink.wantsMask(hasBox)) return;
  try {
    sink.pushMask(image, category, fields.maskHeight, fields.maskWidth, fields.counts, fields.countsLength);
  } catch (error) {
    if (error instanceof UserError) cursor.fail(error.message, start);
    throw error;
  }
}
