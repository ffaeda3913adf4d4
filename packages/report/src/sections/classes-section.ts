import type { EvaluationResult, FrequencyGroup } from '@ecm/core';

import { groupColours, groupNames, runColour } from '../charts/palette.js';
import { type Series, xyChart } from '../charts/xy-chart.js';
import { html, type Markup } from '../html/markup.js';
import type { Section } from '../html/page.js';
import type { ClassCount, RunRecord } from '../record/run-record.js';
import { figureText } from '../tables/ap-table.js';

/** AP of each class against the number of its training images, and a table of all classes. */
export function classesSection(runs: readonly RunRecord[]): Section | undefined {
  const classes = runs.find((run) => run.classes !== undefined)?.classes;
  const measured = runs.flatMap(({ name, results = [] }) => results.slice(0, 1).map((result) => ({ name, result })));
  if (classes === undefined || measured.length === 0) return undefined;
  const plots = measured.map(
    ({ name, result }) =>
      html`<figure>
        <figcaption>${name}</figcaption>
        ${frequencyPlot(classes, result)}
      </figure>`,
  );
  const overview =
    measured.length > 1
      ? [
          html`<figure>
            <figcaption>Mean over classes of similar frequency</figcaption>
            ${trendPlot(classes, measured)}
          </figure>`,
        ]
      : [];
  const [{ result }] = measured;
  const body = html`<p>
      ${result.iou === 'bbox' ? 'Box' : 'Mask'} AP of each class (${result.protocol}) against the number of training images that show it.
    </p>
    <div class="plots">${overview}${plots}</div>
    <details>
      <summary>All ${classes.length} classes</summary>
      <div class="scroll">${classTable(classes, measured)}</div>
    </details>`;
  return { id: 'classes', title: 'Classes', body };
}

interface Measured {
  readonly name: string;
  readonly result: EvaluationResult;
}

function apOf(result: EvaluationResult, id: number): number {
  const value = result.categories.find((category) => category.id === id)?.figures['AP'];
  return value === undefined || value < 0 ? Number.NaN : 100 * value;
}

function frequencyPlot(classes: readonly ClassCount[], result: EvaluationResult): Markup {
  const points = classes.map(({ id, images, frequency }) => ({ frequency, point: [images, apOf(result, id)] as const }));
  const groups: (FrequencyGroup | undefined)[] = ['r', 'c', 'f', undefined];
  const scatter: Series[] = groups.flatMap((group) => {
    const own = points.filter(({ frequency }) => frequency === group);
    const [name, colour] = group === undefined ? ['classes', runColour(0)] : [groupNames[group], groupColours[group]];
    return own.length === 0 ? [] : [{ name, colour, style: 'points' as const, points: own.map(({ point }) => point) }];
  });
  const mean: Series = { name: 'mean', colour: '#3b4252', style: 'line', points: trend(points.map(({ point }) => point)) };
  return xyChart({ x: { name: 'training images', logarithmic: true }, y: { name: 'AP', least: 0, most: 100 }, series: [...scatter, mean] });
}

function trendPlot(classes: readonly ClassCount[], measured: readonly Measured[]): Markup {
  const series = measured.map(({ name, result }, index): Series => {
    return { name, colour: runColour(index), style: 'line', points: trend(classes.map(({ id, images }) => [images, apOf(result, id)])) };
  });
  return xyChart({ x: { name: 'training images', logarithmic: true }, y: { name: 'AP', least: 0 }, series });
}

/** Mean AP of classes whose image counts lie between the same powers of two, at their mean count. */
function trend(points: readonly (readonly [number, number])[]): [number, number][] {
  const groups = new Map<number, (readonly [number, number])[]>();
  for (const point of points) {
    if (!(point[0] > 0) || Number.isNaN(point[1])) continue;
    const octave = Math.floor(Math.log2(point[0]));
    groups.set(octave, [...(groups.get(octave) ?? []), point]);
  }
  const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  return [...groups.entries()].sort(([a], [b]) => a - b).map(([, own]) => [mean(own.map(([x]) => x)), mean(own.map(([, y]) => y))]);
}

function classTable(classes: readonly ClassCount[], measured: readonly Measured[]): Markup {
  const sorted = [...classes].sort((a, b) => a.images - b.images || a.id - b.id);
  const rows = sorted.map(({ id, name, frequency, images, instances }) => {
    const values = measured.map(({ result }) => html`<td>${figureText(apOf(result, id))}</td>`);
    const group = frequency === undefined ? '' : groupNames[frequency];
    return html`<tr>
      <td>${name}</td>
      <td class="text">${group}</td>
      <td>${images}</td>
      <td>${instances}</td>
      ${values}
    </tr> `;
  });
  const heads = measured.map(({ name }) => html`<th>AP ${name}</th>`);
  return html`<table>
    <tr>
      <th>class</th>
      <th class="text">group</th>
      <th>images</th>
      <th>instances</th>
      ${heads}
    </tr>
    ${rows}
  </table>`;
}
