/** One call (or one step of several) of a loss golden. */
export interface LossGoldenStep {
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly expected: Readonly<Record<string, LossGoldenValue>>;
}

/** One case of a loss golden file; see the goldens' README. */
export interface LossGoldenCase {
  readonly id: string;
  /** Which loss, layer or quantity, e.g. `softmax_ce`. */
  readonly loss: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly steps: readonly LossGoldenStep[];
  readonly state0?: Readonly<Record<string, unknown>>;
}

/** A file of the format `losses-golden-1`. */
export interface LossGoldenFile {
  readonly schema: 'losses-golden-1';
  readonly set_seed: number;
  readonly cases: readonly LossGoldenCase[];
}

/** Expected numbers with their tolerances `[absolute, relative]`. */
export interface LossGoldenValue {
  readonly shape: readonly number[];
  readonly data?: unknown;
  readonly summary?: LossGoldenSummary;
  readonly exact?: boolean;
  readonly tol?: { readonly f32: readonly [number, number]; readonly f64: readonly [number, number] };
  /** Another admissible value of every element. */
  readonly accept_also?: unknown;
}

/** What is kept of a large array. */
export interface LossGoldenSummary {
  readonly l2: number;
  readonly sum: number;
  readonly abs_sum: number;
  readonly proj: number;
  readonly sum_atol_f32: number;
  readonly proj_atol_f32: number;
  readonly row_sum?: readonly number[];
  readonly col_sum?: readonly number[];
  readonly probe_index: readonly number[];
  readonly probe_value: readonly number[];
}

/** Whether a file's content is a loss golden. */
export function isLossGolden(content: unknown): content is LossGoldenFile {
  return typeof content === 'object' && content !== null && (content as { schema?: unknown }).schema === 'losses-golden-1';
}
