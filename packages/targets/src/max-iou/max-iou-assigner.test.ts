import { readFileSync } from 'node:fs';

import { boxIouMatrix } from '@ecm/geometry';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { AnchorGridGenerator } from '../anchor-grid/anchor-grid-generator.js';
import { maxIouAssignerComponent } from './max-iou-assigner.component.js';
import { MaxIouAssigner } from './max-iou-assigner.js';

interface AssignerCase {
  readonly name: string;
  readonly params: {
    readonly pos_iou_thr: number;
    readonly neg_iou_thr: number;
    readonly min_pos_iou: number;
    readonly match_low_quality: boolean;
    readonly gt_max_assign_all?: boolean;
  };
  readonly boxes: string;
  readonly positives: number[];
  readonly codes: number[];
  readonly ignored: number[] | { count: number; indexSum: number };
  readonly negatives: number;
  readonly maxIoU: { sum: number; max: number } | number[];
}

const golden = JSON.parse(readFileSync(new URL('../../../testing/goldens/detectors/ops/assigners.json', import.meta.url), 'utf8')) as {
  gts: number[][];
  rpnMapSizes: [number, number][];
  proposals: number[][];
  maxIoU: AssignerCase[];
};

const truths = Float32Array.from(golden.gts.flat());
const rpnAnchors = (): Float32Array => {
  const generator = new AnchorGridGenerator({ strides: [4, 8, 16, 32, 64], scales: [8], ratios: [0.5, 1, 2] });
  const grid = generator.grid(golden.rpnMapSizes.map(([height, width]) => ({ height, width })));
  return Float32Array.from(grid.flatMap((anchors) => [...anchors]));
};

const indicesOf = (codes: Int32Array, belongs: (code: number) => boolean): number[] => [...codes.keys()].filter((i) => belongs(codes[i]));

describe('MaxIouAssigner agrees with mmdetection', () => {
  it.each(golden.maxIoU)('in the setting "$name"', ({ params, boxes: kind, positives, codes, ignored, negatives, maxIoU }) => {
    const assigner = new MaxIouAssigner({
      positiveIou: params.pos_iou_thr,
      negativeIou: params.neg_iou_thr,
      minPositiveIou: params.min_pos_iou,
      matchLowQuality: params.match_low_quality,
      assignAllBest: params.gt_max_assign_all ?? true,
    });
    const boxes = kind === 'proposals' ? Float32Array.from(golden.proposals.flat()) : rpnAnchors();
    const found = assigner.assign(boxes, truths);
    expect(indicesOf(found.codes, (code) => code > 0)).toEqual(positives);
    expect(positives.map((i) => found.codes[i])).toEqual(codes);
    expect(indicesOf(found.codes, (code) => code === 0).length).toBe(negatives);
    const foundIgnored = indicesOf(found.codes, (code) => code < 0);
    if (Array.isArray(ignored)) expect(foundIgnored).toEqual(ignored);
    else expect([foundIgnored.length, foundIgnored.reduce((a, b) => a + b, 0)]).toEqual([ignored.count, ignored.indexSum]);
    const sum = found.overlaps.reduce((a, b) => a + b, 0);
    const expectedSum = Array.isArray(maxIoU) ? maxIoU.reduce((a, b) => a + b, 0) : maxIoU.sum;
    expect(Math.abs(sum - expectedSum)).toBeLessThanOrEqual(1e-4 * expectedSum);
  });
});

describe('MaxIouAssigner', () => {
  const rpn = { positiveIou: 0.7, negativeIou: 0.3, minPositiveIou: 0.3 };
  const boxHead = { positiveIou: 0.5, negativeIou: 0.5, minPositiveIou: 0.5 };

  // Specification, check C-20.
  const three = Float32Array.of(0, 0, 10, 10, 0, 0, 10, 13, 100, 100, 104, 104);
  const six = Float32Array.of(0, 0, 10, 10, 0, 0, 10, 12, 0, 0, 10, 6, 50, 50, 60, 60, 98, 98, 106, 106, 0, 0, 10, 4);
  it.each([
    ['of the RPN', rpn, [1, 2, -1, 0, 0, -1]],
    ['of the RPN with a lower minimum', { ...rpn, minPositiveIou: 0.2 }, [1, 2, -1, 0, 3, -1]],
    ['of the box head', boxHead, [1, 2, 1, 0, 0, 0]],
    ['of the cascade', { ...boxHead, matchLowQuality: false }, [1, 2, 1, 0, 0, 0]],
  ])('has the thresholds %s', (_, options, codes) => {
    const found = new MaxIouAssigner(options).assign(six, three);
    expect([...found.codes]).toEqual(codes);
    [1, 0.923077, 0.6, 0, 0.25, 0.4].forEach((overlap, i) => {
      expect(found.overlaps[i]).toBeCloseTo(overlap, 6);
    });
  });

  // Specification, check C-21: IoUs 0.95 and 0.894737.
  it('lets a low-quality match overwrite a better one', () => {
    const [box, two] = [Float32Array.of(0, 0, 10, 9.5), Float32Array.of(0, 0, 10, 10, 0, 0, 10, 8.5)];
    expect([...new MaxIouAssigner(boxHead).assign(box, two).codes]).toEqual([2]);
    expect([...new MaxIouAssigner({ ...boxHead, matchLowQuality: false }).assign(box, two).codes]).toEqual([1]);
  });

  it('takes all boxes that share the best IoU, or the first of them', () => {
    const pair = Float32Array.of(0, 0, 10, 4, 0, 6, 10, 10);
    const truth = Float32Array.of(0, 0, 10, 10);
    expect([...new MaxIouAssigner(rpn).assign(pair, truth).codes]).toEqual([1, 1]);
    expect([...new MaxIouAssigner({ ...rpn, assignAllBest: false }).assign(pair, truth).codes]).toEqual([1, -1]);
  });

  it('gives all boxes to a ground truth that none of them overlaps, if no IoU is asked for', () => {
    const boxes = Float32Array.of(0, 0, 10, 10, 20, 20, 30, 30);
    const far = Float32Array.of(50, 50, 60, 60);
    expect([...new MaxIouAssigner({ ...rpn, minPositiveIou: 0 }).assign(boxes, far).codes]).toEqual([1, 1]);
    expect([...new MaxIouAssigner({ ...rpn, minPositiveIou: 0, assignAllBest: false }).assign(boxes, far).codes]).toEqual([1, 0]);
    expect([...new MaxIouAssigner(rpn).assign(boxes, far).codes]).toEqual([0, 0]);
  });

  it('takes a range of negatives', () => {
    // IoUs 0.05 and 0.2 with the ground truth.
    const boxes = Float32Array.of(0, 0, 5, 1, 0, 0, 10, 2);
    const assigner = new MaxIouAssigner({ ...rpn, negativeIou: [0.1, 0.3] });
    expect([...assigner.assign(boxes, Float32Array.of(0, 0, 10, 10)).codes]).toEqual([-1, 0]);
  });

  it('ignores boxes inside an ignored region', () => {
    const boxes = Float32Array.of(0, 0, 10, 10, 50, 50, 60, 60);
    const region = Float32Array.of(45, 45, 70, 70);
    const truth = Float32Array.of(0, 0, 10, 10);
    expect([...new MaxIouAssigner({ ...boxHead, ignoreIof: 0.5 }).assign(boxes, truth, region).codes]).toEqual([1, -1]);
    expect([...new MaxIouAssigner(boxHead).assign(boxes, truth, region).codes]).toEqual([1, 0]);
  });

  // Specification, check C-22.
  it('makes everything negative without ground truths, and takes no boxes', () => {
    const found = new MaxIouAssigner(rpn).assign(six, new Float32Array(0));
    expect([...found.codes]).toEqual([0, 0, 0, 0, 0, 0]);
    expect([...found.overlaps]).toEqual([0, 0, 0, 0, 0, 0]);
    expect(new MaxIouAssigner(rpn).assign(new Float32Array(0), three).codes.length).toBe(0);
  });

  it('reports the largest value of the IoU matrix and obeys the thresholds', () => {
    const boxes = fc
      .array(fc.tuple(fc.nat({ max: 20 }), fc.nat({ max: 20 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 })), {
        maxLength: 20,
        minLength: 1,
      })
      .map((rows) => Float32Array.from(rows.flatMap(([x, y, w, h]) => [x, y, x + w, y + h])));
    fc.assert(
      fc.property(boxes, boxes, (list, objects) => {
        const { codes, overlaps } = new MaxIouAssigner({ ...rpn, matchLowQuality: false }).assign(list, objects);
        const matrix = boxIouMatrix(list, objects);
        const columns = objects.length / 4;
        codes.forEach((code, i) => {
          const row = [...matrix.subarray(i * columns, (i + 1) * columns)];
          expect(overlaps[i]).toBe(Math.max(...row));
          expect(code).toBe(overlaps[i] >= Math.fround(0.7) ? row.indexOf(overlaps[i]) + 1 : overlaps[i] < Math.fround(0.3) ? 0 : -1);
        });
      }),
    );
  });

  it('gives each ground truth the boxes that equal the best value of its column', () => {
    const boxes = fc
      .array(fc.tuple(fc.nat({ max: 6 }), fc.nat({ max: 6 }), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })), {
        maxLength: 12,
        minLength: 1,
      })
      .map((rows) => Float32Array.from(rows.flatMap(([x, y, w, h]) => [x, y, x + w, y + h])));
    fc.assert(
      fc.property(boxes, boxes, fc.constantFrom(0, 0.2, 0.5), (list, objects, minPositiveIou) => {
        const [plain, low] = [false, true].map((matchLowQuality) =>
          new MaxIouAssigner({ ...boxHead, minPositiveIou, matchLowQuality }).assign(list, objects),
        );
        const matrix = boxIouMatrix(objects, list);
        const expected = Int32Array.from(plain.codes);
        for (let k = 0; 4 * k < objects.length; k++) {
          const row = matrix.subarray((k * list.length) / 4, ((k + 1) * list.length) / 4);
          const most = Math.max(...row);
          if (most >= Math.fround(minPositiveIou)) row.forEach((overlap, i) => overlap === most && (expected[i] = k + 1));
        }
        expect(low.codes).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  it('is built by its component', () => {
    const config = { type: 'max-iou', ...boxHead, matchLowQuality: true, assignAllBest: true, ignoreIof: -1 } as const;
    expect([...maxIouAssignerComponent.create(config, { given: {}, services: {}, path: '' }).assign(six, three).codes]).toEqual([
      1, 2, 1, 0, 0, 0,
    ]);
  });
});
