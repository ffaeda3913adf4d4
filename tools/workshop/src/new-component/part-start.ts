import type { PartNames } from './names.js';

/** First version of a part, which compiles and passes its test; the author writes the maths into it. */
export interface PartStart {
  /** Text of the class's file. */
  source(names: PartNames): string;
  /** Text of its test. */
  test(names: PartNames): string;
  /** Options besides `factor`, from a schema that the package's parts share. */
  readonly shared?: SharedOptions;
}

/** Options that the parts of a package share. */
export interface SharedOptions {
  /** Names of the options. */
  readonly names: readonly string[];
  /** Constant that is spread into the schema's properties, and its module. */
  readonly schema: string;
  readonly module: string;
}
