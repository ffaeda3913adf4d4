import { html, type Markup } from '../html/markup.js';
import type { Section } from '../html/page.js';
import type { ErrorCount, ErrorRecord, EvaluationRecord } from './evaluation-record.js';

/** What each kind of error means. */
const meanings: Readonly<Record<string, string>> = {
  classification: 'right place (IoU ≥ 0.5), wrong class',
  localisation: 'right class, wrong place (IoU 0.1 … 0.5)',
  both: 'wrong class and wrong place',
  duplicate: 'a better detection has the object already',
  background: 'no object there (IoU ≤ 0.1)',
  missed: 'an object that nothing found or nearly found',
};

const heads: Readonly<Record<string, string>> = { AP50: 'AP50', AP50r: 'rare', AP50c: 'common', AP50f: 'frequent' };

/** How many errors of each kind there are, and how much AP they cost. */
export function errorsSection(evaluations: readonly EvaluationRecord[]): Section | undefined {
  const known = evaluations.flatMap(({ name, result: { errors } }) => (errors === undefined ? [] : [{ name, errors }]));
  if (known.length === 0) return undefined;
  const most = Math.max(...known.flatMap(({ errors }) => errors.lines.map(({ gain }) => gain['AP50'] ?? 0)), 1e-9);
  const tables = known.map(({ name, errors }) => html`${known.length > 1 ? html`<h3>${name}</h3>` : ''}${errorTable(errors, most)}`);
  const body = html`${tables}
    <p class="soft">
      Gain: by how many points AP at IoU 0.5 rises if these errors alone are put right, for all classes and for each frequency group. Wrong
      places and classes become right where nothing else found the object; other wrong detections disappear; missed objects are not asked
      for. The gains do not add up, because one error hides behind another. Only detections that the protocol judges count. Kinds as in TIDE
      (Bolya et al., ECCV 2020).
    </p>`;
  return { id: 'errors', title: 'Errors', body };
}

function errorTable({ figures, lines, falsePositives, falseNegatives }: ErrorRecord, most: number): Markup {
  const keys = Object.keys(figures);
  return html`<div class="scroll">
    <table>
      <tr>
        <th>kind</th>
        <th>count</th>
        <th class="text">gain</th>
        ${keys.map((key) => html`<th>${heads[key] ?? key}</th>`)}
        <th class="text">meaning</th>
      </tr>
      ${lines.map((line) => errorRow(line.kind, meanings[line.kind] ?? '', line, keys, most))}
      <tr class="group">
        <td colspan="${4 + keys.length}">together</td>
      </tr>
      ${errorRow('all wrong detections', 'if they came after all right ones', falsePositives, keys)}
      ${errorRow('all objects not found', 'if they were not asked for', falseNegatives, keys)}
    </table>
  </div>`;
}

function errorRow(name: string, meaning: string, { count, gain }: ErrorCount, keys: readonly string[], most?: number): Markup {
  const share = most === undefined ? 0 : Math.max(0, (100 * (gain['AP50'] ?? 0)) / most);
  const bar =
    most === undefined
      ? ''
      : html`<div style="width:90px"><div style="width:${share.toFixed(1)}%;height:.7em;background:#2f6db5"></div></div>`;
  const cells = keys.map((key) => html`<td>${gainText(gain[key] ?? Number.NaN)}</td>`);
  return html`<tr>
    <td>${name}</td>
    <td>${count.toLocaleString('en-US')}</td>
    <td class="text">${bar}</td>
    ${cells}
    <td class="text">${meaning}</td>
  </tr> `;
}

function gainText(fraction: number): string {
  if (Number.isNaN(fraction)) return '–';
  return (100 * fraction).toFixed(1).replace('-', '−');
}
