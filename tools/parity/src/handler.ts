/** One golden file below the folder given to the runner. */
export interface GoldenFile {
  /** Path relative to the folder, with forward slashes. */
  readonly path: string;
  /** Absolute path. */
  readonly absolutePath: string;
  /** @returns the parsed JSON */
  read(): unknown;
}

/** What a handler may use besides the file. */
export interface ParityContext {
  readonly backend: 'wasm' | 'cpu';
  /** Folder given to the runner. */
  readonly root: string;
  /**
   * Finds another golden by its path below the goldens' root, e.g. `detectors/images.json`, wherever the given folder starts.
   * @throws Error if it is not there
   */
  sibling(path: string): GoldenFile;
}

/** Outcome of one comparison. */
export interface CaseResult {
  readonly name: string;
  readonly passed: boolean;
  /** What was expected and found, for failures. */
  readonly detail?: string;
}

/** Compares the toolbox with one kind of golden file. */
export interface GoldenHandler {
  matches(file: GoldenFile): boolean;
  run(file: GoldenFile, context: ParityContext): AsyncIterable<CaseResult> | Iterable<CaseResult>;
}
