/** A host tensor that a checkpoint holds. */
export interface StateTensor {
  readonly shape: readonly number[];
  readonly data: Float32Array | Float64Array | Int32Array;
}

/** State besides parameters that must survive a resume, e.g. the counters of a loss. */
export interface SavedState {
  /** Whether only training needs it; detecting leaves it unread. */
  readonly trainingOnly?: boolean;
  /** @returns copies by name */
  save(): Readonly<Record<string, StateTensor>>;
  /** Takes over a saved state; names that are missing keep their start values, wrong shapes are a ShapeError. */
  load(state: Readonly<Record<string, StateTensor>>): void;
}
