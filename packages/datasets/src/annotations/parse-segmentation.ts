import type { Segmentation } from '@ecm/core';
import { runLengthsFromString } from '@ecm/geometry';

import { finiteNumber, isRecord } from './records.js';

/** A segmentation and the number of polygons that had to be left out. */
export interface ParsedSegmentation {
  /** Undefined if nothing usable was found. */
  readonly segmentation: Segmentation | undefined;
  readonly droppedPolygons: number;
}

/** Reads the `segmentation` of an annotation: polygons, run lengths as a list, or run lengths as a compressed string. */
export function parseSegmentation(value: unknown): ParsedSegmentation {
  if (Array.isArray(value)) return parsePolygons(value);
  return { segmentation: isRecord(value) ? parseRunLengths(value['size'], value['counts']) : undefined, droppedPolygons: 0 };
}

function parsePolygons(list: readonly unknown[]): ParsedSegmentation {
  const polygons = list.flatMap((points) => {
    const usable = Array.isArray(points) && points.length >= 6 && points.length % 2 === 0;
    return usable && points.every((value) => finiteNumber(value) !== undefined) ? [Float64Array.from(points as number[])] : [];
  });
  return { segmentation: polygons.length > 0 ? { polygons } : undefined, droppedPolygons: list.length - polygons.length };
}

function parseRunLengths(size: unknown, counts: unknown): Segmentation | undefined {
  if (!Array.isArray(size) || size.length !== 2) return undefined;
  const [height, width] = [finiteNumber(size[0]), finiteNumber(size[1])];
  if (height === undefined || width === undefined) return undefined;
  const runs = readCounts(counts);
  const total = runs?.reduce((sum, run) => sum + run, 0);
  return runs === undefined || total !== height * width ? undefined : { runLengths: { height, width, counts: runs } };
}

function readCounts(counts: unknown): Uint32Array | undefined {
  try {
    if (typeof counts === 'string') return runLengthsFromString(counts);
  } catch {
    return undefined;
  }
  const usable = Array.isArray(counts) && counts.every((value) => typeof value === 'number' && Number.isInteger(value) && value >= 0);
  return usable ? Uint32Array.from(counts as number[]) : undefined;
}
