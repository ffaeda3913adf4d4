/** Takes segmentations as they are read, row by row. */
export interface SegmentationTarget {
  /** Adds a polygon, or a box of four numbers, to the row that is being collected. */
  addRing(values: ArrayLike<number>, length?: number): void;
  /** Closes the row as polygons. */
  endPolygons(): void;
  /** Adds run lengths, zeros first, to the row that is being collected. */
  addCounts(counts: ArrayLike<number>, length?: number): void;
  /** Closes the row as run lengths. */
  endRunLengths(): void;
  /** Forgets what has been collected since the last row. */
  dropRow(): void;
}
