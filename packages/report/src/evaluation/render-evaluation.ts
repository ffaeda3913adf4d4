import { html } from '../html/markup.js';
import { page, type Section } from '../html/page.js';
import { classesSection } from '../sections/classes-section.js';
import { resultsSection } from '../sections/results-section.js';
import { comparisonSection } from './comparison-section.js';
import { confusionsSection } from './confusions-section.js';
import { errorsSection } from './errors-section.js';
import type { EvaluationReport } from './evaluation-report.js';
import { imagesSection } from './images-section.js';
import { precisionRecallSection } from './precision-recall-section.js';
import { warningsSection } from './warnings-section.js';

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
