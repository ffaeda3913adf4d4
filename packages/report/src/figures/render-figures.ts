import { html, Markup } from '../html/markup.js';
import { page } from '../html/page.js';
import { csvText } from '../tables/csv-text.js';
import type { Figure } from './figure.js';
import { figureSvg } from './figure-svg.js';

/** Figures and what is said above them. */
export interface FiguresRequest {
  readonly title: string;
  /** Paragraphs below the title. */
  readonly notes: readonly string[];
  readonly figures: readonly Figure[];
}

/**
 * Writes figures as one HTML document that needs no other file: every figure with its caption and its numbers to download.
 *
 * @returns the text of `index.html`
 */
export function renderFigures({ title, notes, figures }: FiguresRequest): string {
  const introduction = html`${notes.map((note) => html`<p class="soft">${note}</p>`)}`;
  return page(
    title,
    introduction,
    figures.map((figure) => ({ id: figure.name, title: figure.title, body: figureBody(figure) })),
  );
}

function figureBody(figure: Figure): Markup {
  const links = figure.tables.map((table) => {
    const file = `${table.name}.csv`;
    return html`<a download="${file}" href="data:text/csv;charset=utf-8,${encodeURIComponent(csvText(table.columns, table.rows))}"
      >${file}</a
    > `;
  });
  return html`<figure class="wide">${new Markup(figureSvg(figure))}</figure>
    <p>${figure.caption}</p>
    <p class="soft">Numbers: ${links}</p>`;
}
