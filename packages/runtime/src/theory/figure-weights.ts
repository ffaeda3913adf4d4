import type { EcmConstants } from '@ecm/losses/reference';
import type { Figure, Panel, Series } from '@ecm/report';

import type { ClassCounts } from './class-counts.js';

/**
 * Figure 7: the weights of every class of a data set, classes sorted by rising count.
 *
 * @param constants of the classes, the background last
 * @see Cho and Krähenbühl, ECCV 2022, Figure 7 and Eq. (35)–(37)
 */
export function weightsFigure({ classes, source, backgroundRatio }: ClassCounts, constants: EcmConstants): Figure {
  const { positiveWeight, negativeWeight, positiveMargin, negativeMargin, detectionWeight, alpha } = constants;
  const order = Array.from(classes.keys()).sort((a, b) => (classes[a]?.count ?? 0) - (classes[b]?.count ?? 0));
  const empty = classes.filter(({ count }) => count < 1).length;
  const background = classes.length;
  return {
    name: 'figure-7',
    title: 'Figure 7. Weights of the classes, sorted by count',
    caption:
      `Weights w⁺ and w⁻ in the surrogate score of the ${classes.length} classes of ${source}, sorted by rising count, with n_bg from ` +
      `r = ${backgroundRatio.value} (${backgroundRatio.origin}). The background, not among them, has w⁺ = ${rounded(positiveWeight[background])} and ` +
      `w⁻ = ${rounded(negativeWeight[background])}.` +
      (empty === 0 ? '' : ` ${empty} classes without objects count as 1, as in the loss.`),
    panels: [
      panel('positives', 'weight w⁺', classes, order, positiveWeight),
      panel('negatives', 'weight w⁻', classes, order, negativeWeight),
    ],
    tables: [
      {
        name: 'figure-7',
        columns: ['index', 'name', 'frequency', 'count', 'alpha', 'gamma_pos', 'gamma_neg', 'w_pos', 'w_neg', 'detection_weight'],
        rows: order.map((label, index) => [
          index,
          classes[label]?.name,
          classes[label]?.frequency,
          classes[label]?.count,
          alpha[label],
          positiveMargin[label],
          negativeMargin[label],
          positiveWeight[label],
          negativeWeight[label],
          detectionWeight[label],
        ]),
      },
    ],
  };
}

const groups = { r: ['rare', '#c2413b'], c: ['common', '#d9a02b'], f: ['frequent', '#3a8f5d'] } as const;

function panel(title: string, quantity: string, classes: ClassCounts['classes'], order: readonly number[], weights: Float64Array): Panel {
  const points = order.map((label, index) => ({ group: classes[label]?.frequency, point: [index, weights[label] ?? Number.NaN] as const }));
  const series = (['r', 'c', 'f', undefined] as const).map((group): Series => ({
    name: group === undefined ? 'class' : groups[group][0],
    colour: group === undefined ? '#2f6db5' : groups[group][1],
    style: 'points',
    size: 4,
    points: points.filter((one) => one.group === group).map(({ point }) => point),
  }));
  return {
    title,
    x: { name: 'class index, from the rarest to the most frequent', least: 0, most: Math.max(1, order.length - 1) },
    y: { name: quantity },
    series: series.filter((one) => one.points.length > 0),
  };
}

const rounded = (value: number | undefined): string => (value ?? Number.NaN).toPrecision(8);
