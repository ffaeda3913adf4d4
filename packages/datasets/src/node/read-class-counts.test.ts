import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { readClassCounts } from './read-class-counts.js';

const folder = mkdtempSync(path.join(tmpdir(), 'ecm-counts-'));

function written(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

/** What is said about a file of this name and text, without the folder. */
function complaint(name: string, text: string): string {
  try {
    readClassCounts(written(name, text));
  } catch (error) {
    return String(error).replace(`${folder}${path.sep}`, '');
  }
  return 'nothing';
}

describe('readClassCounts', () => {
  it('reads numbers as JSON and as CSV', () => {
    const wanted = [1, 10, 0].map((count, index) => ({ name: String(index + 1), count }));
    expect(readClassCounts(written('list.json', '[1, 10, 0]'))).toEqual(wanted);
    expect(readClassCounts(written('list.csv', '1\n10\n\n0\n'))).toEqual(wanted);
  });

  it('reads categories as LVIS has them, alone or in an annotation file', () => {
    const categories = [
      { id: 1, name: 'aerosol_can', frequency: 'c', image_count: 64, instance_count: 109 },
      { id: 2, name: 'yacht', image_count: 3, instance_count: 4 },
    ];
    const wanted = [
      { name: 'aerosol_can', frequency: 'c', count: 109 },
      { name: 'yacht', count: 4 },
    ];
    expect(readClassCounts(written('categories.json', JSON.stringify(categories)))).toEqual(wanted);
    expect(readClassCounts(written('annotations.json', JSON.stringify({ images: [], categories })))).toEqual(wanted);
  });

  it('reads columns by name, quoted ones too', () => {
    const text = 'id,name,frequency,instances\n7,"cup, paper",r,3\n9,fox,f,400\n';
    expect(readClassCounts(written('table.csv', text))).toEqual([
      { name: 'cup, paper', frequency: 'r', count: 3 },
      { name: 'fox', frequency: 'f', count: 400 },
    ]);
  });

  it('says what is wrong', () => {
    expect(complaint('empty.json', '[]')).toMatch(
      /^DataError: empty\.json: it has no counts\. A file of counts is JSON \(a list of numbers/u,
    );
    expect(complaint('empty.csv', '')).toContain('empty.csv: it has no counts.');
    expect(complaint('object.json', '{"images":[]}')).toContain('object.json: it has no list of counts.');
    expect(complaint('null.json', 'null')).toContain('it has no list of counts.');
    expect(complaint('cut.json', '[{"id":1,"na')).toContain('cut.json: it is not JSON, or it is cut off');
    expect(complaint('cut.csv', 'name,count\n"fox,3')).toContain('cut.csv: it is not CSV');
    expect(complaint('zeros.json', '[0, 0]')).toBe('DataError: zeros.json: all counts are 0: there is nothing to learn from.');
    expect(complaint('negative.json', '[3, -1]')).toContain('negative.json, class 2: it has the count -1; a count is a number from 0 on.');
    expect(complaint('text.csv', 'count\nmany\n')).toContain('text.csv, class 1: it has the count "many"');
    expect(complaint('columns.csv', 'name,number\nfox,3\n')).toContain('columns.csv, class 1: it has no count');
    expect(complaint('uncounted.json', '[{"id":1,"name":"fox"}]')).toContain('it has no count, found {"id":1,"name":"fox"}');
    expect(() => readClassCounts(path.join(folder, 'nowhere.json'))).toThrow('it cannot be read (ENOENT).');
  });
});
