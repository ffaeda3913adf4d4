import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { bestOverlaps } from './best-overlaps.js';
import { boxIouMatrix } from './box-iou.js';

const boxes = fc
  .array(fc.tuple(...([0, 0, 0, 0] as const).map(() => fc.integer({ min: 0, max: 40 }))), { minLength: 1, maxLength: 15 })
  // Quarters and thirds: some overlaps are equal, some differ in the last bit.
  .map((rows) => Float32Array.from(rows.flatMap(([x, y, w, h]) => [x / 3, y / 4, (x + w) / 3, (y + h) / 4])));

describe('bestOverlaps', () => {
  it('finds the extremes of the IoU matrix, bit for bit', () => {
    fc.assert(
      fc.property(boxes, boxes, (list, truths) => {
        const matrix = boxIouMatrix(list, truths);
        const [n, count] = [list.length / 4, truths.length / 4];
        const found = bestOverlaps(list, truths);
        for (let i = 0; i < n; i++) {
          const row = [...matrix.subarray(i * count, (i + 1) * count)];
          expect(found.overlaps[i]).toBe(Math.max(...row));
          expect(found.truths[i]).toBe(row.indexOf(Math.max(...row)));
        }
        for (let k = 0; k < count; k++) {
          const column = Array.from({ length: n }, (_, i) => matrix[i * count + k]);
          const most = Math.max(...column);
          expect(found.ofTruths[k]).toBe(most);
          expect(found.bestBoxes[k]).toEqual(most === 0 ? [] : [...column.keys()].filter((i) => column[i] === most));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('leaves skipped boxes out', () => {
    const list = Float32Array.of(0, 0, 10, 10, 0, 0, 10, 5);
    const found = bestOverlaps(list, Float32Array.of(0, 0, 10, 10), Uint8Array.of(1, 0));
    expect([...found.overlaps]).toEqual([-1, 0.5]);
    expect(found.bestBoxes).toEqual([[1]]);
  });
});
