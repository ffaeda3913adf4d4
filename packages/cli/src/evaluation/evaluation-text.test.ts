import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { expect, it } from 'vitest';

import { comparisonCsv, comparisonText } from './comparison-text.js';
import { checkArguments, shortNames } from './evaluation-arguments.js';
import type { EvaluationArguments } from './evaluation-arguments.js';
import { warningLines } from './print-warnings.js';
import { recallText } from './recall-text.js';
import { sortClasses } from './sort-classes.js';

const category = (id: number, name: string, ap: number) => ({ id, name, groundTruths: id, detections: 10 - id, figures: { AP: ap } });
const result = {
  protocol: 'lvis',
  iou: 'bbox' as const,
  summary: { AP: 0.5, 'AR@300': 0.625, 'ARs@300': -1 },
  categories: [category(1, 'pear', 0.2), category(2, 'fig', Number.NaN), category(3, 'apple', 0.1)],
  settings: {},
};
const ids = (column: string, descending = false): number[] =>
  sortClasses([result], { column, descending })[0]?.categories.map(({ id }) => id) ?? [];

it('sorts classes by any column, those without a figure last', () => {
  expect(ids('AP')).toEqual([3, 1, 2]);
  expect(ids('AP', true)).toEqual([1, 3, 2]);
  expect(ids('name')).toEqual([3, 2, 1]);
  expect(ids('objects', true)).toEqual([3, 2, 1]);
  expect(() => ids('ap')).toThrow('Classes cannot be sorted by "ap"; known are id, name, group, objects, detections, AP.');
});

it('puts recalls on a line', () => {
  expect(recallText(result)).toBe('AR@300 62.5  ARs@300 –');
  expect(recallText({ ...result, summary: { AP: 1 } })).toBeUndefined();
});

it('says each warning once, and whose it is where not all share it', () => {
  const warned = (...messages: string[]) => ({ ...result, warnings: messages.map((message) => ({ kind: 'x', message })) });
  const sets = [
    { name: 'a', results: [warned('Both.', 'First.')] },
    { name: 'b', results: [warned('Both.', 'Second.')] },
  ];
  expect(warningLines(sets)).toEqual(['Warning: Both.', 'Warning: a: First.', 'Warning: b: Second.']);
  expect(warningLines([{ name: 'a', results: [warned('Both.'), warned('Both.')] }])).toEqual(['Warning: Both.']);
});

const difference = { a: 0.4, b: 0.5, difference: 0.1, low: -0.05, high: 0.15, shareAbove: 0.996, resamples: 1000 };
const none = { a: NaN, b: NaN, difference: NaN, low: NaN, high: NaN, shareAbove: NaN, resamples: 0 };
const comparison = {
  ...{ protocol: 'lvis', iou: 'bbox' as const, images: 9, resamples: 1000, confidence: 0.95, seed: 0 },
  figures: [
    { key: 'AP', ...difference },
    { key: 'APr', ...none },
  ],
  categories: [{ id: 7, name: 'cup, "tea"', groundTruths: 2, ...difference }],
};

it('prints a comparison for people and for programs', () => {
  expect(comparisonText(comparison, ['softmax', 'ecm'])).toMatchInlineSnapshot(`
    "bbox, 1000 resamples  softmax    ecm  difference   95 % interval  share ahead
    AP                      40.00  50.00      +10.00  -5.00 … +15.00       99.6 %
    APr                         –      –           –           – … –            –
    cup, "tea" (7)          40.00  50.00      +10.00  -5.00 … +15.00       99.6 %"
  `);
  expect(comparisonCsv([comparison]).split('\n').slice(0, 4)).toEqual([
    'protocol,iou,figure,id,name,frequency,a,b,difference,low,high,share_above,resamples',
    'lvis,bbox,AP,,,,0.4,0.5,0.1,-0.05,0.15,0.996,1000',
    'lvis,bbox,APr,,,,NaN,NaN,NaN,NaN,NaN,NaN,0',
    'lvis,bbox,AP,7,"cup, ""tea""",,0.4,0.5,0.1,-0.05,0.15,0.996,1000',
  ]);
});

it('names result files as short as they can be told apart', () => {
  expect(shortNames(['runs/ce.json', 'runs/ecm.json.gz'])).toEqual(['ce', 'ecm']);
  expect(shortNames(['ce/results.json', 'ecm/results.json'])).toEqual(['ce/results', 'ecm/results']);
  expect(shortNames(['a/x.json', 'a/x.json.gz'])).toEqual(['A', 'B']);
});

const folder = mkdtempSync(path.join(tmpdir(), 'ecm-arguments-'));
const given: EvaluationArguments = {
  ...{ gt: 'gt.json', protocol: 'lvis', classAgnostic: false, threads: 1, perClass: false, descending: false, json: false },
  ...{ resamples: 1000, confidence: 0.95, seed: 0 },
};

it.each([
  [{}, 'Name result files: --dt FILE, or --compare A B'],
  [{ dt: ['a'], protocol: 'lvsi' }, 'There is no protocol "lvsi"; known are'],
  [{ dt: ['a'], protocol: 'voc' }, 'open-images.'],
  [{ dt: ['a'], compare: ['a', 'b'] }, 'not both'],
  [{ compare: ['a'] }, '--compare needs two result files, but got 1.'],
  [{ dt: ['a'], names: ['x', 'y'] }, '--names needs 1 of them here, but got 2.'],
  [{ dt: ['a'], trainAnnotations: 'train.json' }, '--train-annotations does nothing without --report FILE.'],
  [{ dt: ['a'], csv: path.join(folder, 'no', 'x.csv') }, 'there is no folder'],
  [{ dt: ['a'], report: folder }, 'is a folder; name a file.'],
  [{ dt: ['a'], report: path.join(folder, 'x.html'), images: path.join(folder, 'no') }, 'There is no folder'],
])('refuses %j', (options: Partial<EvaluationArguments>, message: string) => {
  expect(() => {
    checkArguments({ ...given, ...options });
  }).toThrow(message);
});
