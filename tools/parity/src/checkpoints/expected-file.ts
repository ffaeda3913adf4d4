/** What a tensor of a checkpoint must be. */
export interface ExpectedTensor {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly sum: number;
  readonly probes: readonly number[];
}

/** Content of the golden `expected.json` of the checkpoint files beside it. */
export interface ExpectedFile {
  /** Of the files called `tiny`. */
  readonly tiny: Readonly<Record<string, ExpectedTensor>>;
  /** Of the flat file. */
  readonly flat: Readonly<Record<string, ExpectedTensor>>;
  /** Names of the file whose names start with `module.`. */
  readonly module: readonly string[];
  readonly meta: Readonly<Record<string, unknown>>;
  readonly optimizer: {
    readonly numState: number;
    readonly paramGroups: readonly Readonly<Record<string, unknown>>[];
    readonly momentum0: ExpectedTensor;
  };
}
