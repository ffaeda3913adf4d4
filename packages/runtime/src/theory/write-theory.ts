import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { UserError } from '@ecm/core';
import { ecmConstants } from '@ecm/losses/reference';
import type { Figure } from '@ecm/report';
import { csvText, figureSvg, renderFigures } from '@ecm/report';

import type { ScoredResults } from '../scores/scored-results.js';
import type { ClassCounts } from './class-counts.js';
import { gradientsFigure } from './figure-gradients.js';
import { marginsFigure, placedMarginsFigure } from './figure-margins.js';
import { rankingFigure } from './figure-ranking.js';
import { thresholdFigure } from './figure-threshold.js';
import { weightsFigure } from './figure-weights.js';
import { scoreDots } from './score-dots.js';

/** What the figures of the paper's theory are drawn from. */
export interface TheoryRequest {
  /** For Figures 4 to 7. */
  readonly counts?: ClassCounts;
  /** For Figures 2 and 3: checkpoints of one detector. */
  readonly scores?: readonly ScoredResults[];
}

/**
 * The figures of the paper's theory: 4 to 7 from the counts of a data set, 2 and 3 from how checkpoints score its regions.
 *
 * @throws UserError if there is neither, or no class that was scored has positives and negatives
 */
export function theoryFigures({ counts, scores = [] }: TheoryRequest): readonly Figure[] {
  const figures: Figure[] = [];
  if (scores.length > 0) {
    const dots = scoreDots(scores);
    if (dots.length === 0) throw new UserError('No scored class has both positives and negatives: score more images.');
    const about = describeScores(scores);
    figures.push(rankingFigure(dots, about), thresholdFigure(dots, about));
  }
  if (counts !== undefined) {
    const instances = counts.classes.map(({ count }) => count);
    const constants = ecmConstants(instances, counts.backgroundRatio.value);
    figures.push(marginsFigure(), gradientsFigure(), placedMarginsFigure(counts, constants), weightsFigure(counts, constants));
  }
  if (figures.length === 0) throw new UserError('The figures need counts of classes or scored results.');
  return figures;
}

/**
 * Writes figures into a folder: each as SVG, its numbers as CSV, and all of them with captions in `index.html`.
 *
 * @returns path of `index.html`
 */
export function writeFigures(folder: string, title: string, figures: readonly Figure[]): string {
  mkdirSync(folder, { recursive: true });
  for (const figure of figures) {
    writeFileSync(path.join(folder, `${figure.name}.svg`), `${figureSvg(figure)}\n`);
    for (const table of figure.tables) writeFileSync(path.join(folder, `${table.name}.csv`), csvText(table.columns, table.rows));
  }
  const index = path.join(folder, 'index.html');
  const notes = [
    'Cho and Krähenbühl, Long-tail Detection with Effective Class-Margins, ECCV 2022. Beside this page each figure lies as SVG and CSV.',
  ];
  writeFileSync(index, renderFigures({ title, notes, figures }));
  return index;
}

function describeScores(scores: readonly ScoredResults[]): string {
  const [images, regions] = [scores.map((one) => one.images), scores.map((one) => one.regions)].map(span);
  const names = [...new Set(scores.map(({ name }) => name))].join(', ');
  const steps = scores.map(({ step }) => step).join(', ');
  const unseen = scores.map(
    ({ classes }) => classes.filter(({ positives, negatives }) => positives.length === 0 || negatives === 0).length,
  );
  const missing = unseen.every((count) => count === 0) ? '' : ` Classes without a scored region of their own: ${unseen.join(', ')}.`;
  return `${names} at steps ${steps}, ${images} training images, ${regions} regions of them at each step.${missing}`;
}

/** One number, or the smallest and the largest. */
function span(values: readonly number[]): string {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return least === most ? String(least) : `${least} to ${most}`;
}
