import type { FrequencyGroup } from '@ecm/core';

import { groupColours, groupNames, runColour } from '../charts/palette.js';
import { type Series, xyChart } from '../charts/xy-chart.js';
import { html, type Markup } from '../html/markup.js';
import type { Section } from '../html/page.js';
import type { ClassCurves, EvaluationRecord } from './evaluation-record.js';
import { meanCurve } from './mean-curve.js';
import type { EvaluationReport } from './render-evaluation.js';

/** IoU thresholds of which curves are drawn, as far as they were evaluated. */
const DRAWN = [0.5, 0.75, 0.95];
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
  return known.flatMap(({ name, curves }, index) => {
    const { thresholds } = curves[0];
    const drawn = DRAWN.map((iou) => ({ iou, position: Array.from(thresholds).indexOf(iou) })).filter(({ position }) => position >= 0);
    const prefix = known.length > 1 ? `${name} ` : '';
    const styles = ['line', 'dashed', 'dotted'] as const;
    return drawn.map(({ iou, position }, place): Series => {
      const colour = known.length > 1 ? runColour(index) : runColour(place);
      return { name: `${prefix}${iou}`, colour, style: known.length > 1 ? styles[place] : 'line', points: meanCurve(curves, position) };
    });
  });
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
      return { name, colour, style: index === 0 ? 'line' : 'dashed', points: meanCurve(own, 0) };
    }),
  );
}

function plot(caption: string, series: readonly Series[]): Markup {
  const axis = { least: 0, most: 100 };
  return html`<figure>
    <figcaption>${caption}</figcaption>
    ${xyChart({ x: { name: 'recall', ...axis }, y: { name: 'precision', ...axis }, series, legend: true })}
  </figure>`;
}

function largestClasses(evaluations: readonly EvaluationRecord[]): number[] {
  const categories = evaluations[0]?.result.categories ?? [];
  const sorted = categories
    .filter(({ groundTruths }) => groundTruths > 0)
    .toSorted((a, b) => b.groundTruths - a.groundTruths || a.id - b.id);
  return sorted.slice(0, CLASSES).map(({ id }) => id);
}
