import { describe, expect, it } from 'vitest';

import { apTables, apTableText } from './ap-table.js';

const result = (iou: 'bbox' | 'segm', summary: Record<string, number>) => ({
  protocol: 'lvis',
  iou,
  summary,
  categories: [],
  settings: {},
});
const runs = [
  { name: 'softmax CE', results: [result('bbox', { AP: 0.311, APr: 0.109, APl: -1 }), result('segm', { AP: 0.25, APr: -1 })] },
  { name: 'ECM', results: [result('bbox', { AP: 0.2914, APr: 0.131, APl: -1 })] },
];

describe('apTables', () => {
  it('makes one table per kind of overlap, without figures that nobody has', () => {
    expect(apTables(runs)).toMatchObject([
      { title: 'box AP (lvis)', figures: ['AP', 'APr'], rows: [{ run: 'softmax CE' }, { run: 'ECM' }] },
      { title: 'mask AP (lvis)', figures: ['AP'], rows: [{ run: 'softmax CE', values: [25] }] },
    ]);
  });

  it('puts figures in the usual order, then those of the protocol, and leaves recalls out', () => {
    const summary = { AP50_expand: 0.4, AP50: 0.5, 'AR@300': 0.4, AP: 0.25, APr: -1 };
    expect(apTables([{ name: 'run', results: [result('bbox', summary)] }])).toMatchObject([
      { figures: ['AP', 'AP50', 'AP50_expand'], rows: [{ run: 'run', values: [25, 50, 40] }] },
    ]);
  });

  it('prints for a terminal, best values starred', () => {
    expect(apTableText(apTables(runs))).toMatchInlineSnapshot(`
      "box AP (lvis)     AP     APr
      softmax CE      31.1*   10.9
      ECM             29.1    13.1*

      mask AP (lvis)     AP
      softmax CE       25.0"
    `);
  });

  it('says with a dash that nothing could be measured', () => {
    const tables = apTables([{ name: 'run', results: [result('bbox', { AP: -1, APr: Number.NaN })] }]);
    expect(apTableText(tables)).toMatchInlineSnapshot(`
      "box AP (lvis)     AP
      run                –"
    `);
  });

  it('copes with runs without results', () => {
    expect(apTables([{ name: 'new' }])).toEqual([]);
    expect(apTableText([])).toBe('');
  });
});
