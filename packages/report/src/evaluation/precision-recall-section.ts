import type { FrequencyGroup } from '@ecm/core';

import { groupColours, groupNames, runColour } from '../charts/palette.js';
import { type Series, xyChart } from '../charts/xy-chart.js';
import { html, type Markup } from '../html/markup.js';
import type { Section } from '../html/page.js';
import type { ClassCurves, EvaluationRecord } from './evaluation-record.js';
import { meanCurve } from './mean-curve.js';
import type { EvaluationReport } from './evaluation-report.js';

/** IoU thresholds of which curves are drawn, as far as they were evaluated, besides the mean. */
const DRAWN = [0.5, 0.75];
const groups: readonly FrequencyGroup[] = ['r', 'c', 'f'];
/** Classes drawn if none are chosen. */
const CLASSES = 5;

interface Curves {
  readonly name: string;
  readonly curves: readonly ClassCurves[];
}

/** Precision–recall curves: means over all classes and over frequency groups, and those of some classes. */
export function precisionRecallSection({ evaluations, curveClasses }: EvaluationReport): Section | undefined {
  const known = evaluations.flatMap(({ name, result: { curves = [] } }) => (curves.length === 0 ? [] : [{ name, curves }]));
  if (known.length === 0) return undefined;
  const frequencyOf = new Map(evaluations.flatMap(({ result }) => result.categories.map(({ id, frequency }) => [id, frequency])));
  const ids = curveClasses ?? largestClasses(evaluations);
  const nameOf = new Map(evaluations.flatMap(({ result }) => result.categories.map(({ id, name }) => [id, name])));
  const perGroup = groups.filter((group) => known.some(({ curves }) => curves.some(({ id }) => frequencyOf.get(id) === group)));
  const plots = [
    plot('All classes, by IoU threshold', allClasses(known)),
    ...(perGroup.length === 0
      ? []
      : [
          plot(
            'Frequency groups, IoU 0.5',
            seriesOf(
              known,
              perGroup.map((group) => ({
                name: groupNames[group],
                colour: groupColours[group],
                member: (id: number) => frequencyOf.get(id) === group,
              })),
            ),
          ),
        ]),
    ...(ids.length === 0
      ? []
      : [
          plot(
            curveClasses === undefined ? 'Classes with most objects, IoU 0.5' : 'Chosen classes, IoU 0.5',
            seriesOf(
              known,
              ids.map((id, index) => ({
                name: nameOf.get(id) ?? String(id),
                colour: runColour(index),
                member: (other: number) => other === id,
              })),
            ),
          ),
        ]),
  ];
  const dashes = known.length > 1 ? ` Solid: ${known[0].name}; dashed: ${known[1].name}.` : '';
  const body = html`<div class="plots">${plots}</div>
    <p class="soft">
      Precision at each recall, in per cent: the best one at that recall or beyond, averaged over classes; the area below is AP.${dashes}
    </p>`;
  return { id: 'precision-recall', title: 'Precision and recall', body };
}

function allClasses(known: readonly Curves[]): Series[] {
  return known.flatMap(({ curves }, index) => {
    const thresholds = Array.from(curves[0].thresholds);
    const drawn = DRAWN.map((iou) => ({ name: `IoU ${iou}`, position: thresholds.indexOf(iou) })).filter(({ position }) => position >= 0);
    const mean = { name: `mean of IoU ${thresholds[0]} … ${thresholds[thresholds.length - 1]}`, position: undefined };
    return [...drawn, mean].map(({ name, position }, place): Series => {
      return { name, colour: runColour(place), style: styleOf(index), points: meanCurve(curves, position) };
    });
  });
}

/** The first evaluation is drawn solid, the second one dashed. */
function styleOf(index: number): Series['style'] {
  return index === 0 ? 'line' : 'dashed';
}

interface Selection {
  readonly name: string;
  readonly colour: string;
  readonly member: (id: number) => boolean;
}

/** One line for each selection of classes and evaluation at the lowest threshold; the legend names the selections once. */
function seriesOf(known: readonly Curves[], selections: readonly Selection[]): Series[] {
  return known.flatMap(({ curves }, index) =>
    selections.map(({ name, colour, member }): Series => {
      const own = curves.filter(({ id }) => member(id));
      return { name, colour, style: styleOf(index), points: meanCurve(own, 0) };
    }),
  );
}

function plot(caption: string, series: readonly Series[]): Markup {
  const axis = { least: 0, most: 100 };
  // Names of classes are long: a legend of the page wraps, one inside the chart would cover the curves.
  const names = new Map(series.map(({ name, colour }) => [name, colour]));
  const legend = Array.from(
    names,
    ([name, colour]) => html`<span><span class="swatch" style="background:${colour}"></span>${name}</span> `,
  );
  return html`<figure>
    <figcaption>${caption}</figcaption>
    <div class="legend">${legend}</div>
    ${xyChart({ x: { name: 'recall', ...axis }, y: { name: 'precision', ...axis }, series, legend: false })}
  </figure>`;
}

function largestClasses(evaluations: readonly EvaluationRecord[]): number[] {
  const categories = evaluations[0]?.result.categories ?? [];
  const sorted = categories
    .filter(({ groundTruths }) => groundTruths > 0)
    .toSorted((a, b) => b.groundTruths - a.groundTruths || a.id - b.id);
  return sorted.slice(0, CLASSES).map(({ id }) => id);
}
