import { ConfigError, DataError } from '@ecm/core';
import { expect, it } from 'vitest';

import { categoryCsv } from './category-table.js';
import { percent, seconds } from './quantities.js';
import { reportError } from './report-error.js';

const result = {
  protocol: 'lvis',
  iou: 'bbox' as const,
  summary: { AP: 0.25, AP50: 0.5, APr: -1, 'AR@300': 0.4 },
  categories: [{ id: 7, name: 'cup, "tea"', frequency: 'r', groundTruths: 2, detections: 3, figures: { AP: 0.125, AP50: Number.NaN } }],
  settings: {},
};

it('prints fractions as per cent, absent ones as a dash', () => {
  expect([percent(0.2345), percent(0), percent(-1), percent(Number.NaN), percent(null), percent(undefined)]).toEqual([
    '23.4',
    '0.0',
    '–',
    '–',
    '–',
    '–',
  ]);
  expect([seconds(1234), seconds(61_400)]).toEqual(['1.2 s', '61 s']);
});

it('writes classes as comma-separated values in full precision', () => {
  expect(categoryCsv([result])).toBe(
    'protocol,iou,id,name,frequency,objects,detections,AP,AP50\nlvis,bbox,7,"cup, ""tea""",r,2,3,0.125,NaN\n',
  );
});

it('prints mistakes of users without a trace and defects with one', () => {
  const lines: string[] = [];
  const print = (line: string): void => void lines.push(line);
  expect(reportError(new ConfigError([{ path: '/a', message: 'is wrong.' }], 'c.json'), print)).toBe(2);
  expect(reportError(new DataError('x.json', 'annotation 3', 'has no image.'), print)).toBe(1);
  expect(reportError(Object.assign(new Error('write'), { code: 'ENOSPC' }), print)).toBe(1);
  expect(reportError(new TypeError('a defect'), print)).toBe(1);
  expect(lines.slice(0, 2)).toEqual(['ConfigError: c.json:\n  /a: is wrong.', 'DataError: x.json, annotation 3: has no image.']);
  expect(lines[2]).toContain('The disk is full.');
  expect(lines[3]).toContain('terminal.test.ts');
});

it('says what to do about errors of the file system, and where', () => {
  const lines: string[] = [];
  const report = (code: string, place?: string): number =>
    reportError(Object.assign(new Error(`${code}: mkdir`), { code, path: place }), (line) => void lines.push(line));
  const codes = [
    report('EEXIST', 'out'),
    report('ENOTDIR', 'out/x'),
    report('EACCES', '/locked/x'),
    report('EROFS', '/x'),
    report('ENOENT'),
  ];
  expect(codes).toEqual([1, 1, 1, 1, 1]);
  expect(lines).toMatchInlineSnapshot(`
    [
      "A file is in the way of the folder "out". Choose another place.",
      "A file is in the way of the folder "out/x". Choose another place.",
      "Permission denied: "/locked/x". Choose another place, or ask for the right.",
      ""/x" is on a disk that cannot be written. Choose another place.",
      "There is no file or folder (Error: ENOENT: mkdir).",
    ]
  `);
});

it('calls an interrupted command stopped, not failed', () => {
  const lines: string[] = [];
  const controller = new AbortController();
  controller.abort();
  expect(reportError(controller.signal.reason, (line) => void lines.push(line))).toBe(130);
  expect(lines).toEqual(['Stopped.']);
});
