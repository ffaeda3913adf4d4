import type { PartNames } from './names.js';

/** First version of a part, which compiles and passes its test; the author writes the maths into it. */
export interface PartStart {
  /** Text of the class's file. */
  source(names: PartNames): string;
  /** Text of its test. */
  test(names: PartNames): string;
}
