import { html, Markup } from '../html/markup.js';
import type { Section } from '../html/page.js';
import type { DifferenceRecord } from './evaluation-record.js';
import type { EvaluationReport } from './evaluation-report.js';

/** Classes listed at each end. */
const LISTED = 10;

type Row = DifferenceRecord & { readonly name: string };

/** Differences of two evaluations with their confidence intervals. */
export function comparisonSection({ evaluations, comparison }: EvaluationReport): Section | undefined {
  if (comparison === undefined || evaluations.length < 2) return undefined;
  const { confidence, resamples, seed, figures, categories = [] } = comparison;
  const names = evaluations.map(({ name }) => name);
  const interval = `${Number((100 * confidence).toFixed(4))} % interval`;
  const clear = categories.filter(({ low, high }) => low > 0 || high < 0).toSorted((a, b) => b.difference - a.difference);
  const gains = clear.filter(({ difference }) => difference > 0).slice(0, LISTED);
  const losses = clear.filter(({ difference }) => difference < 0).slice(-LISTED);
  const classes =
    categories.length === 0
      ? ''
      : html`<h3>Classes that differ most</h3>
          ${
            clear.length === 0
              ? html`<p>No class has an interval that leaves out 0.</p>`
              : differenceTable([...gains, ...losses], names, interval)
          }
          <p class="soft">
            Of ${categories.length} classes ${clear.length} have an interval of their AP that leaves out 0. With so many classes, about
            ${Math.round((1 - confidence) * categories.length)} would by chance alone.
          </p>`;
  const body = html`${differenceTable(
      figures.map((figure) => ({ ...figure, name: figure.key })),
      names,
      interval,
    )}
    <p class="soft">
      Per cent. Difference: ${names[1]} − ${names[0]}. Interval: percentiles of a paired bootstrap over images, ${resamples} resamples, seed
      ${seed}. Share: resamples in which ${names[1]} is ahead. Bold: the interval leaves out 0.
    </p>
    ${classes}`;
  return { id: 'comparison', title: 'Comparison', body };
}

function differenceTable(rows: readonly Row[], names: readonly string[], interval: string): Markup {
  const extent = Math.max(...rows.flatMap(({ low, high }) => [Math.abs(low), Math.abs(high)]).filter(Number.isFinite), 1e-9);
  const lines = rows.map((row) => {
    const isClear = row.low > 0 || row.high < 0;
    return html`<tr>
      <td>${row.name}</td>
      <td>${figureText(row.a)}</td>
      <td>${figureText(row.b)}</td>
      <td${isClear ? html` class="best"` : ''}>${signed(row.difference)}</td>
      <td>${signed(row.low)} … ${signed(row.high)}</td>
      <td>${intervalBar(row, extent)}</td>
      <td>${Number.isNaN(row.shareAbove) ? '–' : `${(100 * row.shareAbove).toFixed(1)} %`}</td>
    </tr> `;
  });
  return html`<div class="scroll">
    <table>
      <tr>
        <th></th>
        <th>${names[0]}</th>
        <th>${names[1]}</th>
        <th>difference</th>
        <th>${interval}</th>
        <th></th>
        <th>share ahead</th>
      </tr>
      ${lines}
    </table>
  </div>`;
}

/** The interval as a line, the difference as a dot, zero in the middle. */
function intervalBar({ difference, low, high }: DifferenceRecord, extent: number): Markup {
  if (!Number.isFinite(low) || !Number.isFinite(high)) return html``;
  const at = (value: number): string => (80 + (74 * value) / extent).toFixed(1);
  return new Markup(
    '<svg width="160" height="16" viewBox="0 0 160 16" role="img" aria-label="interval of the difference">' +
      '<line x1="80" y1="1" x2="80" y2="15" stroke="#98a2b3" stroke-dasharray="2 2"/>' +
      `<line x1="${at(low)}" y1="8" x2="${at(high)}" y2="8" stroke="#2f6db5" stroke-width="3"/>` +
      `<circle cx="${at(difference)}" cy="8" r="3.5" fill="#1f2430"/></svg>`,
  );
}

function figureText(fraction: number): string {
  return Number.isNaN(fraction) ? '–' : (100 * fraction).toFixed(2);
}

function signed(fraction: number): string {
  if (Number.isNaN(fraction)) return '–';
  const text = (100 * fraction).toFixed(2);
  return fraction > 0 ? `+${text}` : text.replace('-', '−');
}
