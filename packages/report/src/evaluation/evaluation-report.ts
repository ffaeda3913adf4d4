import type { Raster } from '../pictures/raster.js';
import type { ClassCount } from '../record/run-record.js';
import type { ComparisonRecord, EvaluationRecord } from './evaluation-record.js';

/** What a report about evaluated detections shows; parts that are not known are left out. */
export interface EvaluationReport {
  readonly title: string;
  /** A sentence or two below the title: which files were evaluated. */
  readonly note?: string;
  /** One, or two that are compared; of the same ground truth. */
  readonly evaluations: readonly EvaluationRecord[];
  readonly comparison?: ComparisonRecord;
  /** How often each class occurs in training. */
  readonly classes?: readonly ClassCount[];
  /** Ids of the classes whose curves are drawn; those with most objects by default. */
  readonly curveClasses?: readonly number[];
  /** Name of an image, e.g. that of its file. */
  readonly imageName?: (id: number) => string;
  /** Reads an image; undefined if it cannot be had. */
  readonly readImage?: (id: number) => Promise<Raster | undefined>;
}
