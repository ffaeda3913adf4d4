import { describe, expect, it } from 'vitest';

import { Raster } from '../pictures/raster.js';
import type { ComparisonRecord, EvaluationRecord } from './evaluation-record.js';
import { meanCurve } from './mean-curve.js';
import { renderEvaluation } from './render-evaluation.js';

const category = (id: number, name: string, frequency: string, ap: number) => ({
  id,
  name,
  frequency,
  groundTruths: 10 * id,
  detections: 20,
  figures: { AP: ap },
});
const flat = (precision: number) => new Float64Array(101).fill(precision);
const record = (name: string, ap: number): EvaluationRecord => ({
  name,
  result: {
    protocol: 'lvis',
    iou: 'bbox',
    summary: { AP: ap, APr: -1 },
    settings: { maxDetections: 300 },
    warnings: [
      { kind: 'a', message: 'Ground truth is small.' },
      { kind: 'b', message: `${name} has <equal> scores.` },
    ],
    categories: [category(1, 'fox', 'r', ap), category(2, 'dog', 'f', ap)],
    curves: [1, 2].map((id) => ({ id, thresholds: [0.5, 0.75], precision: [flat(ap), flat(ap / 2)] })),
    errors: {
      figures: { AP50: ap, AP50r: ap, AP50f: ap },
      lines: [{ kind: 'localisation', count: 1234, gain: { AP50: 0.125, AP50r: 0, AP50f: 0.25 } }],
      falsePositives: { count: 40, gain: { AP50: 0.2 } },
      falseNegatives: { count: 30, gain: { AP50: 0.3 } },
      workingScore: 0.375,
      confusions: [{ trueId: 1, foundId: 2, count: 7 }],
      worstImages: [
        {
          imageId: 5,
          missed: 1,
          wrong: 2,
          objects: [{ categoryId: 1, box: [2, 2, 10, 10], error: 'missed' }],
          detections: [{ categoryId: 2, box: [2, 2, 10, 10], score: 0.5, error: 'classification' }],
        },
      ],
    },
  },
});
const comparison: ComparisonRecord = {
  iou: 'bbox',
  confidence: 0.95,
  resamples: 500,
  seed: 0,
  figures: [
    { key: 'AP', a: 0.4, b: 0.5, difference: 0.1, low: 0.05, high: 0.15, shareAbove: 0.999 },
    { key: 'APr', a: Number.NaN, b: Number.NaN, difference: Number.NaN, low: Number.NaN, high: Number.NaN, shareAbove: Number.NaN },
  ],
  categories: [{ id: 1, name: 'fox', frequency: 'r', a: 0.4, b: 0.3, difference: -0.1, low: -0.2, high: -0.01, shareAbove: 0.01 }],
};
const headings = (text: string): string[] => Array.from(text.matchAll(/<h2[^>]*>([^<]*)/g), ([, heading]) => heading);

describe('renderEvaluation', () => {
  it('shows everything that is known of an evaluation', async () => {
    const text = await renderEvaluation({
      title: 'One',
      evaluations: [record('a', 0.4)],
      classes: [{ id: 1, name: 'fox', frequency: 'r', images: 3, instances: 4 }],
      readImage: (id) => Promise.resolve(id === 5 ? new Raster(32, 32) : undefined),
      imageName: (id) => `val/${id}.jpg`,
    });
    expect(headings(text)).toEqual([
      'Warnings',
      'Average precision',
      'Precision and recall',
      'Classes',
      'Errors',
      'Confused classes',
      'Images with most errors',
    ]);
    expect(text).toContain('1,234');
    // A gain of 0.125 is 12.5 points.
    expect(text).toMatch(/<td>12\.5<\/td>\s*<td>0\.0<\/td>\s*<td>25\.0<\/td>/);
    expect(text).toContain('val/5.jpg: 1 objects, 1 missed');
    expect(text.match(/<img /g)).toHaveLength(2);
    expect(text).toMatch(/<td>fox<\/td>\s*<td class="text">dog<\/td>\s*<td>7<\/td>/);
  });

  it('compares two evaluations and says a warning that both share once', async () => {
    const text = await renderEvaluation({ title: 'Two', evaluations: [record('a', 0.4), record('b', 0.5)], comparison });
    expect(headings(text)).toContain('Comparison');
    expect(text.match(/<li>Ground truth is small\.<\/li>/g)).toHaveLength(1);
    expect(text).toContain('<li>a: a has &lt;equal&gt; scores.</li>');
    expect(text).toContain('<td class="best">+10.00</td>');
    expect(text).toMatch(/\+5\.00 … \+15\.00/);
    expect(text).toContain('99.9 %');
    expect(text).toContain('−10.00');
    expect(text).toContain('Of 1 classes 1 have an interval');
  });

  it('leaves out what is not known, needs no other file and lets no text become markup', async () => {
    const { name, result } = record('<script>', 0.4);
    const { protocol, iou, summary, categories, settings } = result;
    const bare = await renderEvaluation({
      title: 'A & B',
      evaluations: [{ name, result: { protocol, iou, summary, categories, settings } }],
    });
    expect(headings(bare)).toEqual(['Average precision']);
    const text = await renderEvaluation({ title: 'A & B', note: '<i>', evaluations: [record(name, 0.4)] });
    for (const page of [bare, text]) expect(page).not.toMatch(/<script|<i>|<link|(src|href)="(?!data:|#)/);
  });

  it('is the same text for the same records', async () => {
    const request = { title: 'Same', evaluations: [record('a', 0.4), record('b', 0.5)], comparison };
    expect(await renderEvaluation(request)).toBe(await renderEvaluation(request));
  });
});

describe('meanCurve', () => {
  it('averages classes, at one threshold or over all', () => {
    const curves = [
      {
        id: 1,
        thresholds: [0.5, 0.75],
        precision: [
          [1, 0.5],
          [0, 0],
        ],
      },
      {
        id: 2,
        thresholds: [0.5, 0.75],
        precision: [
          [0.5, 0],
          [0.5, 0],
        ],
      },
    ];
    // (1 + 0.5) / 2 and (0.5 + 0) / 2; over both thresholds (1 + 0 + 0.5 + 0.5) / 4 and 0.5 / 4.
    expect(meanCurve(curves, 0)).toEqual([
      [0, 75],
      [1, 25],
    ]);
    expect(meanCurve(curves)).toEqual([
      [0, 50],
      [1, 12.5],
    ]);
    expect(meanCurve([])).toEqual([]);
  });
});
