import type { PartStart } from './part-start.js';

/** What the generator knows of a family. */
export interface FamilyPlace {
  /** Package that holds its parts. */
  readonly package: string;
  /** Entry file of the package that exports them. */
  readonly index: 'src/index.ts' | 'src/node/index.ts';
  /** Last word of class and file names. */
  readonly word: string;
  /** What a member is called in a sentence. */
  readonly words: string;
  /** Exported constant of the family, and where it comes from. */
  readonly family: string;
  readonly entry: '@ecm/core' | '@ecm/core/model';
  readonly start: PartStart;
}
