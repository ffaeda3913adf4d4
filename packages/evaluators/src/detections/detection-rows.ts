/** What stands where in the row of a detection, image and category as positions; kernels/results.ts names the same. */
export const Slot = { image: 0, category: 1, score: 2, box: 3, maskHeight: 7, maskWidth: 8, area: 9, maskBox: 10, bytesEnd: 14 } as const;

/** Detections as a scanner hands them over, many at once. */
export interface DetectionRows {
  /** The rows, each of `length` doubles. */
  readonly values: Float64Array;
  readonly length: number;
  readonly count: number;
  /** Compressed run lengths, those of a row behind those of the row before. */
  readonly bytes: Uint8Array;
  readonly hasMasks: boolean;
}
