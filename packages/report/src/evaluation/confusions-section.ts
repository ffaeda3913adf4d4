import { html, type Markup } from '../html/markup.js';
import type { Section } from '../html/page.js';
import type { DetailedRecord, ErrorRecord, EvaluationRecord } from './evaluation-record.js';

/** Pairs of classes that detections confuse most often. */
export function confusionsSection(evaluations: readonly EvaluationRecord[]): Section | undefined {
  const known = evaluations.flatMap(({ name, result }) =>
    result.errors === undefined || result.errors.confusions.length === 0 ? [] : [{ name, result, errors: result.errors }],
  );
  if (known.length === 0) return undefined;
  const parts = known.map(
    ({ name, result, errors }) =>
      html`<div>
        <h3>${known.length > 1 ? `${name}, ` : ''}score ≥ ${errors.workingScore.toPrecision(2)}</h3>
        <div class="scroll">${pairTable(result, errors)}</div>
      </div>`,
  );
  const body = html`<div class="plots">${parts}</div>
    <p class="soft">
      Detections that lie on an object (IoU ≥ 0.5) but name another class, counted from the score above on: the one of highest F1 over all
      classes, unless another was chosen. On federated data only classes that were verified on the image can be confused.
    </p>`;
  return { id: 'confusions', title: 'Confused classes', body };
}

function pairTable({ categories }: DetailedRecord, { confusions }: ErrorRecord): Markup {
  const nameOf = new Map(categories.map(({ id, name }) => [id, name]));
  const rows = confusions.map(
    ({ trueId, foundId, count }) =>
      html`<tr>
        <td>${nameOf.get(trueId) ?? trueId}</td>
        <td class="text">${nameOf.get(foundId) ?? foundId}</td>
        <td>${count}</td>
      </tr> `,
  );
  return html`<table>
    <tr>
      <th>object</th>
      <th class="text">detected as</th>
      <th>times</th>
    </tr>
    ${rows}
  </table>`;
}
