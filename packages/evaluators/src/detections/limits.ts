import { StableDescending } from '../matching/stable-descending.js';
import { CHUNK_BITS, CHUNK_ROWS } from './detection-chunk.js';
import type { DetectionStore } from './detection-store.js';
import { RowSet } from './row-set.js';

/** Most detections of an image over all classes, and of a class over all images; negative for no limit. */
export interface Limits {
  readonly perImage: number;
  readonly perCategory: number;
}

/** @returns whether any image or class has more detections than allowed */
export function limitsBind({ imageCounts, categoryCounts }: DetectionStore, { perImage, perCategory }: Limits): boolean {
  return exceeds(imageCounts, perImage) || exceeds(categoryCounts, perCategory);
}

/**
 * Finds the detections that limits leave out: the best of each image stay, then of those the best of each class; of equal
 * scores those that came first.
 *
 * @returns rows that are out, undefined if there are none
 * @see lvis-dataset/lvis-api, lvis/results.py; branch lvis_challenge_2021 for the limit per class
 */
export function rowsBeyondLimits(store: DetectionStore, limits: Limits): RowSet | undefined {
  if (!limitsBind(store, limits)) return undefined;
  const out = new RowSet(store);
  const { perImage, perCategory } = limits;
  if (perImage >= 0) cutGroups(store, out, { limit: perImage, column: 'images', groups: store.imageCounts.length });
  if (perCategory >= 0) {
    // The limit per image regroups the list by image, which decides between equal scores of a class.
    const places = perImage >= 0 ? placesOfImages(store) : undefined;
    cutGroups(store, out, { limit: perCategory, column: 'categories', groups: store.categoryCounts.length, places });
  }
  return out;
}

interface Cut {
  readonly limit: number;
  readonly column: 'images' | 'categories';
  readonly groups: number;
  /** Place of each image in the order that decides between equal scores; absent: the order in which detections came. */
  readonly places?: Float64Array | undefined;
}

function cutGroups(store: DetectionStore, out: RowSet, { limit, column, groups, places }: Cut): void {
  const counts = new Int32Array(groups);
  forEachRow(store, out, column, (_, group) => counts[group]++);
  // Rows of the groups that are too large, one group after the other.
  const ends = new Int32Array(groups);
  let total = 0;
  for (let group = 0; group < groups; group++) {
    ends[group] = total;
    if (counts[group] > limit) total += counts[group];
  }
  if (total === 0) return;
  const rows = new Int32Array(total);
  forEachRow(store, out, column, (row, group) => {
    if (counts[group] > limit) rows[ends[group]++] = row;
  });
  const sorter = new StableDescending();
  for (let group = 0; group < groups; group++) {
    if (counts[group] <= limit) continue;
    let members: Int32Array = rows.subarray(ends[group] - counts[group], ends[group]);
    if (places !== undefined) members = sorted(sorter, members, (row) => -places[imageOf(store, row)]);
    members = sorted(sorter, members, (row) => store.chunks[row >> CHUNK_BITS].scores[row & (CHUNK_ROWS - 1)]);
    for (const row of members.subarray(limit)) out.add(row);
  }
}

/** @returns the rows by descending value, stable */
function sorted(sorter: StableDescending, rows: Int32Array, valueOf: (row: number) => number): Int32Array {
  const values = Float64Array.from(rows, valueOf);
  return Int32Array.from(sorter.sort(values, rows.length).subarray(0, rows.length), (i) => rows[i]);
}

/** @returns for each image the number of images whose first detection came earlier */
function placesOfImages(store: DetectionStore): Float64Array {
  const places = new Float64Array(store.imageCounts.length).fill(-1);
  let next = 0;
  for (const { images, count } of store.chunks) {
    for (let i = 0; i < count; i++) if (places[images[i]] < 0) places[images[i]] = next++;
  }
  return places;
}

function imageOf(store: DetectionStore, row: number): number {
  return store.chunks[row >> CHUNK_BITS].images[row & (CHUNK_ROWS - 1)];
}

/** Visits the rows that are not out and belong to a group. */
function forEachRow(
  store: DetectionStore,
  out: RowSet,
  column: 'images' | 'categories',
  visit: (row: number, group: number) => void,
): void {
  store.chunks.forEach((chunk, c) => {
    for (let i = 0; i < chunk.count; i++) {
      const row = (c << CHUNK_BITS) | i;
      const group = chunk[column][i];
      if (group >= 0 && !out.has(row)) visit(row, group);
    }
  });
}

function exceeds(counts: Int32Array, limit: number): boolean {
  return limit >= 0 && counts.some((count) => count > limit);
}
