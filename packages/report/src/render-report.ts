import { html } from './html/markup.js';
import { page, type Section } from './html/page.js';
import type { RunRecord } from './record/run-record.js';
import { classesSection } from './sections/classes-section.js';
import { curvesSection } from './sections/curves-section.js';
import { gallerySection } from './sections/gallery-section.js';
import { marginsSection } from './sections/margins-section.js';
import { resultsSection } from './sections/results-section.js';
import { setupSection } from './sections/setup-section.js';

/** What a report is about. */
export interface ReportRequest {
  readonly title: string;
  /** A sentence or two below the title: what was compared, what to make of it. */
  readonly note?: string;
  /** One run, or several to compare. */
  readonly runs: readonly RunRecord[];
}

/**
 * Writes a report as one HTML document that needs no other file: results, curves, classes, margins, pictures and setup, each as far
 * as the runs know it.
 *
 * @returns the text of `report.html`
 */
export async function renderReport({ title, note = '', runs }: ReportRequest): Promise<string> {
  const sections: (Section | undefined)[] = [
    resultsSection(runs),
    curvesSection(runs),
    classesSection(runs),
    marginsSection(runs),
    await gallerySection(runs),
    setupSection(runs),
  ];
  const introduction = note === '' ? html`` : html`<p class="soft">${note}</p>`;
  return page(
    title,
    introduction,
    sections.filter((section) => section !== undefined),
  );
}
