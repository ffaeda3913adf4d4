import { runColour } from '../charts/palette.js';
import { html, type Markup } from '../html/markup.js';
import type { Section } from '../html/page.js';
import type { RunRecord } from '../record/run-record.js';
import { type ApTable, apTables, bestOfColumns, figureText } from '../tables/ap-table.js';

/** AP of all runs: one table, box above mask, best values marked. */
export function resultsSection(runs: readonly RunRecord[]): Section | undefined {
  const tables = apTables(runs);
  if (tables.length === 0) return undefined;
  const figures = [...new Set(tables.flatMap((table) => table.figures))];
  const head = html`<tr>
    <th></th>
    ${figures.map((figure) => html`<th>${figure}</th>`)}
  </tr>`;
  const body = html`<div class="scroll">
      <table>
        ${head}${tables.map((table) => tableRows(table, figures, runs))}
      </table>
    </div>
    <p class="soft">
      Per cent. r, c, f: rare, common and frequent classes; s, m, l: small, medium and large objects.
      ${runs.length > 1 ? 'The best value of each column is marked.' : ''} ${settingsText(tables)}
    </p>`;
  return { id: 'results', title: 'Average precision', body };
}

function tableRows(table: ApTable, figures: readonly string[], runs: readonly RunRecord[]): Markup {
  const aligned = table.rows.map(({ values }) => figures.map((figure) => values[table.figures.indexOf(figure)] ?? Number.NaN));
  const best = bestOfColumns(aligned);
  const rows = table.rows.map(({ run }, index) => {
    const colour = runColour(runs.findIndex(({ name }) => name === run));
    const cells = aligned[index].map((value, column) => {
      const marked = table.rows.length > 1 && value === best[column];
      return html`<td${marked ? html` class="best"` : ''}>${figureText(value)}</td>`;
    });
    return html`<tr>
      <td><span class="swatch" style="background:${colour}"></span>${run}</td>
      ${cells}
    </tr>`;
  });
  return html`<tr class="group">
      <td colspan="${figures.length + 1}">${table.title}</td>
    </tr>
    ${rows}`;
}

function settingsText(tables: readonly ApTable[]): string {
  const settings = tables.flatMap((table) => Object.entries(table.settings).map(([key, value]) => `${key} = ${JSON.stringify(value)}`));
  return settings.length === 0 ? '' : `Settings: ${[...new Set(settings)].join(', ')}.`;
}
