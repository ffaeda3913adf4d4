import { html } from '../html/markup.js';
import { page, type Section } from '../html/page.js';
import type { Raster } from '../pictures/raster.js';
import type { ClassCount } from '../record/run-record.js';
import { classesSection } from '../sections/classes-section.js';
import { resultsSection } from '../sections/results-section.js';
import { comparisonSection } from './comparison-section.js';
import { confusionsSection } from './confusions-section.js';
import { errorsSection } from './errors-section.js';
import type { ComparisonRecord, EvaluationRecord } from './evaluation-record.js';
import { imagesSection } from './images-section.js';
import { precisionRecallSection } from './precision-recall-section.js';
import { warningsSection } from './warnings-section.js';

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

/**
 * Writes a report about an evaluation, or about two that are compared, as one HTML document that needs no other file.
 *
 * @returns the text of the document
 */
export async function renderEvaluation(report: EvaluationReport): Promise<string> {
  const { title, note = '', evaluations, classes } = report;
  const runs = evaluations.map(({ name, result }, index) => ({
    name,
    results: [result],
    ...(classes === undefined || index > 0 ? {} : { classes }),
  }));
  const sections: (Section | undefined)[] = [
    warningsSection(evaluations),
    resultsSection(runs),
    comparisonSection(report),
    precisionRecallSection(report),
    classesSection(runs),
    errorsSection(evaluations),
    confusionsSection(evaluations),
    await imagesSection(report),
  ];
  return page(
    title,
    note === '' ? html`` : html`<p class="soft">${note}</p>`,
    sections.filter((section) => section !== undefined),
  );
}
