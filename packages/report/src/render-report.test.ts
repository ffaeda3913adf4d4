import { describe, expect, it } from 'vitest';

import { Raster } from './pictures/raster.js';
import type { RunRecord } from './record/run-record.js';
import { renderReport } from './render-report.js';

const category = { id: 1, name: 'fox', frequency: 'r', groundTruths: 3, detections: 4, figures: { AP: 0.5 } };
const margin = { positiveMargin: 0.84, negativeMargin: 0.16, positiveWeight: 1.19, negativeWeight: 6.34, termWeight: 0.999 };
const full = (name: string): RunRecord => ({
  name,
  config: { model: { type: 'two-stage' }, note: '</pre><script>' },
  environment: { node: 'v20.0.0', cores: 2 },
  log: [
    { mode: 'train', epoch: 1, iter: 1, lr: 0.001, loss: 80, loss_cls: 79, time: 0.1 },
    { mode: 'train', epoch: 1, iter: 2, lr: 0.002, loss: 2, loss_cls: 1.5, time: 0.1 },
    { mode: 'data', split: 'train', iter: 2, images: 4, failed_images: 1 },
  ],
  results: [
    { protocol: 'lvis', iou: 'bbox', summary: { AP: 0.5, APr: -1 }, categories: [category], settings: { maxDetections: 25 } },
    { protocol: 'lvis', iou: 'segm', summary: { AP: 0.4 }, categories: [], settings: {} },
  ],
  classes: [{ id: 1, name: 'fox', frequency: 'r', images: 2, instances: 3 }],
  margins: [
    { name: 'fox', count: 1, ...margin },
    { name: 'background', count: 702.8, ...margin },
  ],
  gallery: [
    {
      caption: 'val/000001.png',
      picture: new Raster(32, 32),
      truth: [{ box: [2, 2, 20, 20], label: 0, name: 'fox' }],
      predictions: [{ box: [3, 2, 20, 19], label: 0, name: 'fox', score: 0.9 }],
    },
  ],
});
const headings = (text: string): string[] => Array.from(text.matchAll(/<h2[^>]*>([^<]*)/g), ([, heading]) => heading);

describe('renderReport', () => {
  it('shows everything that a run knows', async () => {
    const text = await renderReport({ title: 'One run', runs: [full('ECM')] });
    expect(headings(text)).toEqual(['Average precision', 'Training', 'Classes', 'Effective class margins', 'Pictures', 'Setup']);
    expect(text).toContain('box AP (lvis)');
    expect(text).toContain('maxDetections = 25');
    for (const key of ['loss', 'loss_cls', 'lr']) expect(text).toContain(`<figcaption>${key}</figcaption>`);
    for (const key of ['epoch', 'failed_images']) expect(text).not.toContain(`<figcaption>${key}</figcaption>`);
    expect(text.match(/<img /g)).toHaveLength(2);
  });

  it('leaves out what is not known', async () => {
    expect(headings(await renderReport({ title: 'Nothing', runs: [{ name: 'new' }] }))).toEqual([]);
    const { results = [] } = full('x');
    expect(headings(await renderReport({ title: 'Results', runs: [{ name: 'eval', results }] }))).toEqual(['Average precision']);
  });

  it('puts runs side by side and marks the best', async () => {
    const worse = { ...full('CE'), results: [{ ...full('CE').results![0], summary: { AP: 0.3 } }] };
    const text = await renderReport({ title: 'Two', runs: [worse, full('ECM')] });
    expect(text).toContain('<td class="best">50.0</td>');
    expect(text).not.toContain('<td class="best">30.0</td>');
    // Ground truth and one picture for each run.
    expect(text.match(/<img /g)).toHaveLength(3);
  });

  it('needs no other file and lets no text become markup', async () => {
    const text = await renderReport({ title: 'A & B', note: '<i>', runs: [full('<script>alert(1)</script>')] });
    expect(text).not.toMatch(/<script|<link|(src|href)="(?!data:|#)/);
    expect(text).toContain('<title>A &amp; B</title>');
  });

  it('is the same text for the same records', async () => {
    const request = { title: 'Same', runs: [full('a'), full('b')] };
    expect(await renderReport(request)).toBe(await renderReport(request));
  });
});
