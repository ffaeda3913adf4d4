import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { readClassCounts } from '@ecm/datasets/node';
import { countAbove } from '@ecm/losses/reference';
import type { Figure } from '@ecm/report';
import { describe, expect, it } from 'vitest';

import type { ClassScores, ScoredResults } from '../scores/scored-results.js';
import { type ClassCounts, officialBackgroundRatio } from './class-counts.js';
import { theoryFigures, writeFigures } from './write-theory.js';

const goldens = new URL('../../../testing/goldens/', import.meta.url).pathname;
const lvisFile = path.join(goldens, 'evaluation/metadata/lvis_v1_train_categories.json');
const lvis: ClassCounts = { source: 'LVIS v1', classes: readClassCounts(lvisFile), backgroundRatio: officialBackgroundRatio };

function golden(id: string): { readonly params: Record<string, number[]>; readonly expected: Record<string, { readonly data: number[] }> } {
  const { cases } = JSON.parse(readFileSync(path.join(goldens, 'losses/theory.json'), 'utf8')) as {
    cases: { id: string; params: Record<string, number[]>; steps: { expected: Record<string, { data: number[] }> }[] }[];
  };
  const found = cases.find((one) => one.id === id);
  return { params: found?.params ?? {}, expected: found?.steps[0]?.expected ?? {} };
}

/** Rows of a figure's table as objects by column. */
function rowsOf(figures: readonly Figure[], table: string): Record<string, string | number | undefined>[] {
  const found = figures.flatMap(({ tables }) => tables).find(({ name }) => name === table);
  return (found?.rows ?? []).map((row) => Object.fromEntries((found?.columns ?? []).map((column, index) => [column, row[index]])));
}

describe('figures from counts', () => {
  const figures = theoryFigures({ counts: lvis });

  it('are Figures 4 to 7', () => {
    expect(figures.map(({ name }) => name)).toEqual(['figure-4', 'figure-5', 'figure-6', 'figure-7']);
  });

  it('Figures 4 and 6 hold the margins and weights of the goldens at the decades', () => {
    const { params, expected } = golden('open/theory/figure4_6');
    for (const table of ['figure-4', 'figure-6']) {
      const rows = rowsOf(figures, table);
      params['alpha']?.forEach((alpha, index) => {
        const row = rows.find((one) => Math.abs(Number(one['alpha']) / alpha - 1) < 1e-12);
        for (const key of ['gamma_pos', 'gamma_neg', 'w_pos', 'w_neg']) {
          expect(row?.[key], `${key} at ${alpha}`).toBeCloseTo(expected[key]?.data[index] ?? Number.NaN, 10);
        }
      });
    }
    expect(rowsOf(figures, 'figure-4').map(({ alpha }) => alpha)).toEqual(expect.arrayContaining([0.01, 1, 1e6]));
  });

  it('Figure 5 has curves from a = 1e-4 to 1e4 that pass 1 at f = ⅛ ln a', () => {
    const rows = rowsOf(figures, 'figure-5');
    expect([...new Set(rows.map(({ ratio }) => ratio))]).toEqual([1e-4, 1e-3, 0.01, 0.1, 1, 10, 100, 1000, 10_000]);
    const at = (ratio: number, logit: number) => rows.find((row) => row['ratio'] === ratio && row['logit'] === logit);
    expect(at(1, 0)).toMatchObject({ positive: 1, negative: 1 });
    // 2 σ(2 · 6 − ¼ ln 10⁴) = 2 / (1 + e^(−12 + ln 10)) = 2 / (1 + 10 e⁻¹²).
    expect(at(10_000, 6)?.['negative']).toBeCloseTo(2 / (1 + 10 * Math.exp(-12)), 12);
    const [left, right] = figures[1]?.panels ?? [];
    const [first, last] = [left?.series[0], left?.series[8]];
    expect([first?.name, first?.colour, last?.name, last?.colour]).toEqual(['a = 10⁻⁴', '#d02830', 'a = 10⁴', '#2254be']);
    for (const [x, y] of [...(left?.series[9]?.points ?? []), ...(right?.series[9]?.points ?? [])]) {
      expect(y).toBeCloseTo(1, 12);
      expect(Math.abs(x)).toBeLessThanOrEqual(Math.log(1e4) / 8 + 1e-12);
    }
  });

  it('Figure 7 has the weights of LVIS v1 by rising count', () => {
    const rows = rowsOf(figures, 'figure-7');
    expect(rows).toHaveLength(1203);
    // Check values of the specification, 8.9.
    expect(rows[0]?.['w_pos']).toBeCloseTo(1.018102634, 9);
    expect(rows[1202]?.['w_pos']).toBeCloseTo(1.271811224, 9);
    expect(rows[0]?.['w_neg']).toBeCloseTo(56.24057875, 8);
    expect(rows[1202]?.['w_neg']).toBeCloseTo(4.679023939, 9);
    expect(figures[3]?.caption).toContain('has w⁺ = 2.5862558 and w⁻ = 1.6304153');
    const { params, expected } = golden('open/theory/figure7');
    params['positions']?.forEach((position, index) => {
      for (const key of ['w_pos', 'w_neg']) expect(rows[position]?.[key]).toBeCloseTo(expected[key]?.data[index] ?? Number.NaN, 9);
    });
  });

  it('count classes without objects as one object, and say so', () => {
    const classes = [0, 1, 30].map((count, index) => ({ name: `c${index}`, count }));
    const empty = theoryFigures({ counts: { ...lvis, classes } });
    const rows = rowsOf(empty, 'figure-7');
    expect(rows[0]?.['w_pos']).toBe(rows[1]?.['w_pos']);
    expect(empty[3]?.caption).toContain('1 classes without objects count as 1');
  });
});

function scored(
  step: number,
  classes: readonly Pick<ClassScores, 'name' | 'frequency'>[],
  scores: readonly [number[], number[]][],
): ScoredResults {
  return {
    ...{ name: 'toy', step, images: 2, regions: 12, backgroundRegions: 8 },
    classes: classes.map((one, label) => {
      const [positives = [], negatives = []] = scores[label] ?? [];
      const best = Float64Array.from(positives).sort().reverse();
      return { ...one, id: label + 1, instances: 4, positives: best, ...countAbove(positives, negatives) };
    }),
  };
}

describe('figures from scored results', () => {
  const classes = [
    { name: 'rare', frequency: 'r' },
    { name: 'unseen', frequency: 'c' },
    { name: 'frequent', frequency: 'f' },
  ] as const;
  // The worked example of the specification, 8.10; its α is n⁻/n⁺ = 2.
  const worked: [number[], number[]] = [
    [0.9, 0.8, 0.35, 0.6],
    [0.7, 0.2, 0.1, 0.65, 0.3, 0.05, 0.5, 0.4],
  ];
  const perfect: [number[], number[]] = [[0.9], [0.1, 0.2]];
  const results = [scored(100, classes, [worked, [[], [0.5]], worked]), scored(200, classes, [perfect, [[], [0.5]], worked])];
  const figures = theoryFigures({ scores: results });

  it('are Figures 2 and 3 with a dot per class and checkpoint, none for classes without positives', () => {
    expect(figures.map(({ name }) => name)).toEqual(['figure-2', 'figure-3']);
    expect(rowsOf(figures, 'figure-2').map(({ step, name }) => `${step} ${name}`)).toEqual([
      '100 rare',
      '100 frequent',
      '200 rare',
      '200 frequent',
    ]);
    expect(figures[0]?.caption).toContain('toy at steps 100, 200, 2 training images, 12 regions of them at each step. Classes without');
    expect(figures[0]?.caption).toContain('4 of 4 dots keep the theorems. 1 dots with R = 0');
  });

  it('hold the worked example', () => {
    const [dot] = rowsOf(figures, 'figure-2');
    expect(dot).toMatchObject({ alpha: 2, ranking_error: 0.1875, positives: 4, negatives: 8 });
    expect(dot?.['detection_error']).toBeCloseTo(1 - 0.7548968317, 10);
    expect(dot?.['lower_bound']).toBeCloseTo(0.1290770423, 10);
    expect(dot?.['upper_bound']).toBeCloseTo(0.4920634921, 10);
    expect(dot?.['detection_weight']).toBeCloseTo(0.8109302162, 10);
    expect(rowsOf(figures, 'figure-3')[0]).toMatchObject({ ranking_error: 0.1875, threshold_error: 0.5 });
  });

  it('have a panel per group, with curves at the median α from the least power of ten to 1', () => {
    expect(figures[0]?.panels.map(({ title }) => title)).toEqual(['rare: median α = 2', 'frequent: median α = 2']);
    const curves = rowsOf(figures, 'figure-2-curves').filter(({ group }) => group === 'rare');
    expect(curves[0]).toMatchObject({ alpha: 2, ranking_error: 0.01 });
    const last = curves.at(-1);
    // At R = 1 the lower bound and m R are m: 2 ln 1.5; the upper bound is (1/9 + 4)/(1 + 4).
    expect(last?.['ranking_error']).toBe(1);
    expect(last?.['lower_bound']).toBeCloseTo(2 * Math.log(1.5), 12);
    expect(last?.['linear']).toBeCloseTo(2 * Math.log(1.5), 12);
    expect(last?.['upper_bound']).toBeCloseTo(37 / 45, 12);
  });

  it('need something to show', () => {
    expect(() => theoryFigures({})).toThrow('The figures need counts of classes or scored results.');
    const nothing = scored(1, classes, []);
    expect(() => theoryFigures({ scores: [nothing] })).toThrow('No scored class has both positives and negatives: score more images.');
  });
});

it('writes SVG, CSV and a page', () => {
  const folder = path.join(mkdtempSync(path.join(tmpdir(), 'ecm-theory-')), 'deep', 'out');
  const counts = { ...lvis, classes: lvis.classes.slice(0, 5) };
  expect(writeFigures(folder, 'Theory', theoryFigures({ counts }))).toBe(path.join(folder, 'index.html'));
  const files = [4, 5, 6, 7].flatMap((number) => [`figure-${number}.csv`, `figure-${number}.svg`]);
  expect(readdirSync(folder).sort()).toEqual([...files, 'figure-6-classes.csv', 'index.html'].sort());
  expect(readFileSync(path.join(folder, 'figure-7.csv'), 'utf8').split('\n')).toHaveLength(7);
  expect(readFileSync(path.join(folder, 'figure-4.svg'), 'utf8')).toMatch(/^<svg/u);
});
