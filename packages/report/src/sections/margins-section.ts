import { type Axis, xyChart } from '../charts/xy-chart.js';
import { html, type Markup } from '../html/markup.js';
import type { Section } from '../html/page.js';
import type { ClassMargin, RunRecord } from '../record/run-record.js';

/** What the effective class-margin loss makes of this data set's frequencies. */
export function marginsSection(runs: readonly RunRecord[]): Section | undefined {
  const margins = runs.find((run) => run.margins !== undefined)?.margins;
  if (margins === undefined || margins.length === 0) return undefined;
  const sorted = [...margins].sort((a, b) => a.count - b.count);
  const plots = [
    plot('Margins', { name: 'margin', least: 0, most: 1 }, sorted, {
      'γ⁺ of positives': 'positiveMargin',
      'γ⁻ of negatives': 'negativeMargin',
    }),
    plot('Weights in the surrogate score', { name: 'weight', logarithmic: true }, sorted, {
      'w⁺ = 1 / γ⁺': 'positiveWeight',
      'w⁻ = 1 / γ⁻': 'negativeWeight',
    }),
    plot('Weight of a class’s term', { name: 'm', least: 0, most: 1 }, sorted, { m: 'termWeight' }),
  ];
  const body = html`<p>
      The loss asks for a wide margin around rare classes: γ⁺ = n̄<sup>¼</sup> / (n<sup>¼</sup> + n̄<sup>¼</sup>), where n counts a class’s
      instances and n̄ all other regions, background included. In the surrogate score a rare class has a small weight w⁺ and a large one, w⁻:
      its logit has to be higher before the score reaches one half. The point furthest to the right is the background.
    </p>
    <div class="plots">${plots}</div>
    <div class="scroll">${selectedRows(sorted)}</div>`;
  return { id: 'margins', title: 'Effective class margins', body };
}

type Quantity = Exclude<keyof ClassMargin, 'name' | 'count'>;

function plot(title: string, y: Axis, margins: readonly ClassMargin[], quantities: Readonly<Record<string, Quantity>>): Markup {
  const colours = ['#2f6db5', '#d9772b'];
  const series = Object.entries(quantities).map(([name, quantity], index) => ({
    name,
    colour: colours[index],
    style: 'points' as const,
    points: margins.map((margin) => [margin.count, margin[quantity]] as const),
  }));
  return html`<figure>
    <figcaption>${title}</figcaption>
    ${xyChart({ x: { name: 'count n', logarithmic: true }, y, series })}
  </figure>`;
}

/** The rarest, the quartiles, the most frequent, and the background. */
function selectedRows(sorted: readonly ClassMargin[]): Markup {
  const classes = sorted.filter(({ name }) => name !== 'background');
  const positions = [0, 0.25, 0.5, 0.75, 1].map((share) => Math.round(share * (classes.length - 1)));
  const selected = [...new Set(positions)].map((position) => classes[position]);
  const background = sorted.filter(({ name }) => name === 'background');
  const rows = [...selected, ...background].map(
    ({ name, count, positiveMargin, negativeMargin, positiveWeight, negativeWeight, termWeight }) => {
      const numbers = [positiveMargin, negativeMargin, positiveWeight, negativeWeight, termWeight].map(
        (value) => html`<td>${value.toFixed(3)}</td>`,
      );
      return html`<tr>
        <td>${name}</td>
        <td>${Math.round(count)}</td>
        ${numbers}
      </tr>`;
    },
  );
  return html`<table>
    <tr>
      <th>class</th>
      <th>n</th>
      <th>γ⁺</th>
      <th>γ⁻</th>
      <th>w⁺</th>
      <th>w⁻</th>
      <th>m</th>
    </tr>
    ${rows}
  </table>`;
}
