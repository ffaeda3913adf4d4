import { detectionErrorBounds, detectionWeight } from '@ecm/losses/reference';
import type { Figure, Panel } from '@ecm/report';

import { dotGroups } from './dot-groups.js';
import { decades, median, powerOfTen } from './grid.js';
import { keepsTheorems, type ScoreDot } from './score-dots.js';

const colours = { dots: '#2f6db5', bound: '#1f2430', linear: '#d9772b' } as const;

/**
 * Figure 2: detection error over pairwise ranking error, a dot per class and checkpoint, between the bounds of Theorem 2.
 *
 * One panel per frequency group, since the bounds depend on α: they are drawn for the median α of the panel's dots.
 *
 * @see Cho and Krähenbühl, ECCV 2022, Figure 2
 */
export function rankingFigure(dots: readonly ScoreDot[], about: string): Figure {
  const shown = dots.filter(({ rankingError, detectionError }) => rankingError > 0 && detectionError > 0);
  const floors = { x: exponentBelow(shown.map((dot) => dot.rankingError)), y: exponentBelow(shown.map((dot) => dot.detectionError)) };
  const groups = dotGroups(dots).map((group) => ({ ...group, alpha: median(group.dots.map(({ alpha }) => alpha)) }));
  const curves = groups.map((group) => ({ ...group, points: curvePoints(group.alpha, floors.x) }));
  const outside = dots.filter((dot) => !keepsTheorems(dot)).length;
  const hidden = dots.length - shown.length;
  return {
    name: 'figure-2',
    title: 'Figure 2. Detection error and pairwise ranking error',
    caption:
      `${about} One dot per class and checkpoint: detection error 1 − AP (exact integral) over pairwise ranking error R. The curves are the ` +
      `bounds of Theorem 2 and the line m R for the median α of each panel; a dot's own α may differ. With the bounds at its own α ` +
      `(in the table) ${dots.length - outside} of ${dots.length} dots keep the theorems.` +
      (hidden === 0 ? '' : ` ${hidden} dots with R = 0, all positives above all negatives, lie beyond the logarithmic axes.`),
    panels: curves.map(({ name, alpha, dots: own, points }): Panel => ({
      title: `${name}: median α = ${Number(alpha.toPrecision(3))}`,
      x: { name: 'pairwise ranking error R', logarithmic: true, least: powerOfTen(floors.x), most: 1 },
      y: { name: 'detection error 1 − AP', logarithmic: true, least: powerOfTen(floors.y), most: 1 },
      series: [
        {
          name: 'class at a checkpoint',
          colour: colours.dots,
          style: 'points',
          size: 5,
          points: own.map((dot) => [dot.rankingError, dot.detectionError] as const),
        },
        { name: 'lower bound', colour: colours.bound, style: 'line', points: points.map(({ error, lower }) => [error, lower] as const) },
        { name: 'upper bound', colour: colours.bound, style: 'dotted', points: points.map(({ error, upper }) => [error, upper] as const) },
        { name: 'm R', colour: colours.linear, style: 'dashed', points: points.map(({ error, linear }) => [error, linear] as const) },
      ],
    })),
    tables: [
      {
        name: 'figure-2',
        columns: [
          'step',
          'id',
          'name',
          'frequency',
          'instances',
          'positives',
          'negatives',
          'alpha',
          'ranking_error',
          'detection_error',
          'lower_bound',
          'upper_bound',
          'detection_weight',
        ],
        rows: dots.map((dot) => [
          dot.step,
          dot.id,
          dot.name,
          dot.frequency,
          dot.instances,
          dot.positives,
          dot.negatives,
          dot.alpha,
          dot.rankingError,
          dot.detectionError,
          dot.lowerBound,
          dot.upperBound,
          detectionWeight(dot.alpha),
        ]),
      },
      {
        name: 'figure-2-curves',
        columns: ['group', 'alpha', 'ranking_error', 'lower_bound', 'upper_bound', 'linear'],
        rows: curves.flatMap(({ name, alpha, points }) =>
          points.map(({ error, lower, upper, linear }) => [name, alpha, error, lower, upper, linear]),
        ),
      },
    ],
  };
}

function curvePoints(alpha: number, lowestExponent: number) {
  return decades(lowestExponent, 0, 40).map((error) => {
    const { lower, upper } = detectionErrorBounds(alpha, error);
    return { error, lower, upper, linear: detectionWeight(alpha) * error };
  });
}

/** Exponent of the largest power of ten that is below all values; −2 at most, so that the curves have room. */
const exponentBelow = (values: readonly number[]): number => Math.min(-2, ...values.map((value) => Math.floor(Math.log10(value))));
