import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { rectangleIou, rectangleIouMatrix } from './rectangle-iou.js';

const cases = JSON.parse(readFileSync(new URL('../../../testing/goldens/evaluation/rle/box_iou.json', import.meta.url), 'utf8')) as {
  dt: number[];
  gt: number[];
  iscrowd: number;
  iou: number;
}[];

describe('IoU of rectangles in double precision', () => {
  it('equals pycocotools to the last bit', () => {
    expect(cases.length).toBeGreaterThan(0);
    for (const { dt, gt, iscrowd, iou } of cases) expect(rectangleIou(dt, gt, iscrowd === 1)).toBe(iou);
  });

  it('makes a matrix with one row per detection', () => {
    const [first, second] = cases;
    const detections = Float64Array.from([...first.dt, ...second.dt, ...first.gt]);
    const truths = Float64Array.from([...first.gt, ...second.gt]);
    const crowd = Uint8Array.of(0, 1);
    const matrix = rectangleIouMatrix(detections, truths, crowd);
    expect([...matrix]).toEqual([
      rectangleIou(first.dt, first.gt),
      rectangleIou(first.dt, second.gt, true),
      rectangleIou(second.dt, first.gt),
      rectangleIou(second.dt, second.gt, true),
      1,
      rectangleIou(first.gt, second.gt, true),
    ]);
    expect(rectangleIouMatrix(detections, new Float64Array(0))).toEqual(new Float64Array(0));
  });
});
