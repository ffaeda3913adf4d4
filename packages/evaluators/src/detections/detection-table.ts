import type { ChunkColumns } from './detection-chunk.js';
import { CHUNK_BITS } from './detection-chunk.js';
import type { DetectionStore } from './detection-store.js';
import type { GroupedRows } from './grouped-rows.js';
import { groupRows } from './grouped-rows.js';
import type { RowSet } from './row-set.js';

/** Detections that take part in an evaluation, grouped for it. */
export interface DetectionTable extends GroupedRows {
  readonly chunks: readonly ChunkColumns[];
}

/** Says whether row `i` of a chunk takes part. */
export type TakesPart = (chunk: ChunkColumns, i: number) => boolean;

/** Selects and groups the detections of a store. @param out rows left out by limits */
export function tabulateDetections(store: DetectionStore, out: RowSet | undefined, takesPart: TakesPart): DetectionTable {
  const keys = {
    forEach: (visit: (row: number, image: number, category: number) => void): void => {
      store.chunks.forEach((chunk, c) => {
        for (let i = 0; i < chunk.count; i++) {
          const row = (c << CHUNK_BITS) | i;
          if (out?.has(row) === true || !takesPart(chunk, i)) continue;
          visit(row, chunk.images[i], chunk.categories[i]);
        }
      });
    },
  };
  return { chunks: store.chunks, ...groupRows(keys, store.imageCounts.length, store.categoryCounts.length) };
}
