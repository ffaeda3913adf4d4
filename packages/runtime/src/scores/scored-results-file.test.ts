import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { describe, expect, it } from 'vitest';

import type { ScoredResults } from './scored-results.js';
import { readScoredResults, writeScoredResults } from './scored-results-file.js';

const folder = mkdtempSync(path.join(tmpdir(), 'ecm-scored-'));
const file = path.join(folder, 'step-00000400.jsonl');
const about = { id: 7, name: 'fox', frequency: 'r', instances: 2, negatives: 9 } as const;
const results: ScoredResults = {
  name: 'w2-ecm',
  step: 400,
  images: 3,
  regions: 11,
  backgroundRegions: 8,
  classes: [
    { ...about, positives: Float64Array.of(0.9, Math.fround(0.1)), above: Float64Array.of(0, 4), tied: Float64Array.of(1, 0) },
    { ...about, id: 9, name: 'owl', positives: new Float64Array(0), above: new Float64Array(0), tied: new Float64Array(0) },
  ],
};

/** What is said about the file after its text was changed. */
function complaint(change: (text: string) => string): string {
  writeScoredResults(file, results);
  writeFileSync(file, change(readFileSync(file, 'utf8')));
  try {
    readScoredResults(file);
  } catch (error) {
    return String(error).replace(`${folder}${path.sep}`, '');
  }
  return 'nothing';
}

describe('scored results in a file', () => {
  it('come back as they were', () => {
    writeScoredResults(file, results);
    expect(readScoredResults(file)).toEqual(results);
  });

  it('are refused where the file is missing, empty or foreign', () => {
    expect(() => readScoredResults(path.join(folder, 'nowhere.jsonl'))).toThrow('it cannot be read (ENOENT).');
    const foreign = 'DataError: step-00000400.jsonl: it holds no scored results; "ecm analyze scores" writes such files.';
    expect(complaint(() => '')).toBe(foreign);
    expect(complaint(() => '{"iter":1}\n')).toBe(foreign);
    expect(complaint(() => 'a,b\n')).toContain('line 1: it is not JSON');
    expect(complaint((text) => text.replace('"version":1', '"version":2'))).toContain('it has version 2, this toolbox reads version 1.');
    expect(complaint((text) => text.replace('"step":400', '"step":"last"'))).toContain('line 1: it lacks name, step');
  });

  it('are refused where the file is cut off', () => {
    expect(complaint((text) => text.slice(0, text.lastIndexOf('{')))).toBe(
      'DataError: step-00000400.jsonl: it has 1 of 2 classes and is cut off; collect the scores again.',
    );
    expect(complaint((text) => text.slice(0, -10))).toBe(
      'DataError: step-00000400.jsonl, line 3: it is not JSON, or it is cut off; collect the scores again.',
    );
  });

  it('are refused where they contradict themselves', () => {
    const wrong = 'line 2 (fox): positives must fall';
    expect(complaint((text) => text.replace('[0,4]', '[0,10]'))).toContain(wrong);
    expect(complaint((text) => text.replace('[0,4]', '[0]'))).toContain(wrong);
    expect(complaint((text) => text.replace('[0.9,', '[0.05,'))).toContain(wrong);
    expect(complaint((text) => text.replace('"negatives":9', '"negatives":-9'))).toContain(wrong);
    expect(complaint((text) => text.replace('"frequency":"r"', '"frequency":"x"'))).toContain(
      'line 2: a class needs name, frequency (r, c, f)',
    );
  });
});
