import type { Axis, Figure, Panel } from '@ecm/report';

import { powerOfTen } from './grid.js';
import type { ScoreDot } from './score-dots.js';

/**
 * Figure 3: error of the best threshold over pairwise ranking error, a dot per class and checkpoint; by Theorem 3 none lies below the
 * line y = x.
 *
 * @see Cho and Krähenbühl, ECCV 2022, Figure 3
 */
export function thresholdFigure(dots: readonly ScoreDot[], about: string): Figure {
  const below = dots.filter(({ thresholdError, rankingError }) => thresholdError < rankingError - 1e-9).length;
  const errors = dots.map(({ rankingError }) => rankingError).filter((error) => error > 0);
  const floor = powerOfTen(Math.min(-2, ...errors.map((error) => Math.floor(Math.log10(error)))));
  return {
    name: 'figure-3',
    title: 'Figure 3. Best threshold and pairwise ranking error',
    caption:
      `${about} One dot per class and checkpoint: smallest sum of false negative and false positive rate over all thresholds, over the pairwise ` +
      `ranking error R. ${dots.length - below} of ${dots.length} dots lie on or above the line, as Theorem 3 says.`,
    panels: [
      panel('all classes', dots, { least: 0, most: 1 }),
      panel('the same, logarithmic', dots, { logarithmic: true, least: floor, most: 1 }),
    ],
    tables: [
      {
        name: 'figure-3',
        columns: ['step', 'id', 'name', 'frequency', 'alpha', 'ranking_error', 'threshold_error'],
        rows: dots.map((dot) => [dot.step, dot.id, dot.name, dot.frequency, dot.alpha, dot.rankingError, dot.thresholdError]),
      },
    ],
  };
}

function panel(title: string, dots: readonly ScoreDot[], ends: Omit<Axis, 'name'>): Panel {
  return {
    title,
    x: { name: 'pairwise ranking error R', ...ends },
    y: { name: 'min over t of FNR(t) + FPR(t)', ...ends },
    series: [
      {
        name: 'class at a checkpoint',
        colour: '#2f6db5',
        style: 'points',
        size: 5,
        points: dots.map((dot) => [dot.rankingError, dot.thresholdError] as const),
      },
      { name: 'y = x', colour: '#1f2430', style: 'line', points: [0, ends.least ?? 0, 1].map((both) => [both, both] as const) },
    ],
  };
}
