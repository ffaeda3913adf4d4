import type { Segmentation } from '@ecm/core';

import type { ProblemLog } from './data-report.js';
import { parseSegmentation } from './parse-segmentation.js';
import { problemKinds } from './problem-kinds.js';
import type { RawRecord } from './records.js';
import { finiteNumber } from './records.js';

/** An annotation as read, not yet attached to its image. */
export interface ParsedAnnotation {
  /** Undefined if the file gives none. */
  readonly id: number | undefined;
  readonly imageId: number;
  readonly categoryId: number;
  readonly box: readonly [number, number, number, number];
  readonly area: number;
  readonly segmentation: Segmentation | undefined;
  readonly crowd: boolean;
  readonly ignore: boolean;
}

/**
 * Reads an annotation record; flaws are counted in `log`, never silent.
 *
 * @param withSegmentation false leaves masks out, for detectors of boxes
 * @returns undefined if the record cannot be used at all
 */
export function parseAnnotation(
  record: RawRecord,
  { place, log, withSegmentation }: { place: string; log: ProblemLog; withSegmentation: boolean },
): ParsedAnnotation | undefined {
  const id = finiteNumber(record['id']);
  const where = id === undefined ? place : `annotation ${id}`;
  const box = parseBox(record['bbox']);
  if (box === undefined) {
    log.note(problemKinds.badBox, where);
    return undefined;
  }
  const area = finiteNumber(record['area']) ?? box[2] * box[3];
  if (!(box[2] > 0 && box[3] > 0 && area > 0)) log.note(problemKinds.zeroArea, where);
  return {
    id,
    imageId: finiteNumber(record['image_id']) ?? NaN,
    categoryId: finiteNumber(record['category_id']) ?? -1,
    box,
    area,
    segmentation: withSegmentation ? readSegmentation(record['segmentation'], where, log) : undefined,
    crowd: isSet(record['iscrowd']),
    ignore: isSet(record['ignore']),
  };
}

function parseBox(value: unknown): ParsedAnnotation['box'] | undefined {
  if (!Array.isArray(value) || value.length !== 4) return undefined;
  const [x, y, width, height] = value.map(finiteNumber);
  return x === undefined || y === undefined || width === undefined || height === undefined ? undefined : [x, y, width, height];
}

function readSegmentation(value: unknown, where: string, log: ProblemLog): Segmentation | undefined {
  if (value === undefined || value === null) return undefined;
  const { segmentation, droppedPolygons } = parseSegmentation(value);
  if (segmentation === undefined) log.note(problemKinds.badSegmentation, where);
  else if (droppedPolygons > 0) log.note(problemKinds.shortPolygon, where);
  return segmentation;
}

const isSet = (flag: unknown) => flag === 1 || flag === true;
