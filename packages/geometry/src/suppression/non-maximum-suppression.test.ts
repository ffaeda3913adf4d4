import { readFileSync } from 'node:fs';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { boxIouMatrix } from '../boxes/box-iou.js';
import { groupedNonMaximumSuppression, nonMaximumSuppression, shiftedNonMaximumSuppression } from './non-maximum-suppression.js';

interface BoxesFormula {
  readonly name: string;
  readonly n: number;
  readonly extent: number;
  readonly size: number;
}

const golden = JSON.parse(readFileSync(new URL('../../../testing/goldens/detectors/ops/nms.json', import.meta.url), 'utf8')) as {
  plain: { boxesFormula: BoxesFormula; scoresFormula: string; threshold: number; keep: number[] }[];
  ties: { boxes: number[][]; scores: number[]; keep: Record<string, number[]> };
  multiclass: {
    boxesFormula: BoxesFormula;
    scoresFormula: { name: string; shape: [number, number]; power: number };
    scoreThr: number;
    iou: number;
    maxPerImg: number;
    boxIndex: number[];
    label: number[];
  }[];
};

/** Numbers in [0, 1) by which goldens describe their inputs (detector goldens, README section 2): FNV-1a, then a hash per element. */
function unitValues(name: string, length: number): Float64Array {
  let seed = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(name)) seed = Math.imul(seed ^ byte, 0x01000193);
  return Float64Array.from({ length }, (_, i) => {
    let hash = ((seed ^ 0x0ec30001) + Math.imul(i, 0x9e3779b9)) | 0;
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    return ((hash ^ (hash >>> 16)) >>> 8) * 2 ** -24;
  });
}

function formulaBoxes({ name, n, extent, size }: BoxesFormula): Float32Array {
  const u = unitValues(name, 4 * n);
  return Float32Array.from(u, (value, i) => ((i & 3) < 2 ? value * extent : u[i - 2] * extent + 4 + value * size));
}

/** Boxes with scores and groups, many of them equal. */
const scene = fc
  .array(fc.tuple(fc.nat({ max: 20 }), fc.nat({ max: 20 }), fc.integer({ min: 1, max: 15 }), fc.nat({ max: 9 }), fc.nat({ max: 3 })), {
    maxLength: 40,
  })
  .map((rows) => ({
    boxes: Float32Array.from(rows.flatMap(([x, y, side]) => [x, y, x + side, y + side])),
    scores: Float32Array.from(rows, (row) => row[3] / 10),
    groups: Int32Array.from(rows, (row) => row[4]),
  }));

describe('nonMaximumSuppression', () => {
  it.each(golden.plain)('agrees with mmcv on $boxesFormula.n boxes at $threshold', ({ boxesFormula, scoresFormula, threshold, keep }) => {
    const scores = Float32Array.from(unitValues(scoresFormula, boxesFormula.n));
    expect([...nonMaximumSuppression(formulaBoxes(boxesFormula), scores, threshold)]).toEqual(keep);
  });

  it.each(Object.entries(golden.ties.keep))('keeps the lower index of equal scores, threshold %s', (threshold, keep) => {
    const boxes = Float32Array.from(golden.ties.boxes.flat());
    expect([...nonMaximumSuppression(boxes, Float32Array.from(golden.ties.scores), Number(threshold))]).toEqual(keep);
  });

  // Specification, check C-35.
  it('keeps a box whose IoU equals the threshold', () => {
    const boxes = Float32Array.of(0, 0, 10, 10, 0, 0, 10, 5, 0, 0, 10, 10, 20, 20, 30, 30);
    const scores = Float32Array.of(0.9, 0.8, 0.9, 0.9);
    expect([...nonMaximumSuppression(boxes, scores, 0.5)]).toEqual([0, 3, 1]);
    expect([...nonMaximumSuppression(boxes, scores, 0.49)]).toEqual([0, 3]);
  });

  it('keeps all empty boxes: 0/0 suppresses nothing', () => {
    const empty = Float32Array.of(5, 5, 5, 5, 5, 5, 5, 5);
    expect([...nonMaximumSuppression(empty, Float32Array.of(0.5, 0.6), 0)]).toEqual([1, 0]);
    expect([...nonMaximumSuppression(new Float32Array(0), new Float32Array(0), 0.5)]).toEqual([]);
  });

  it('keeps no two boxes that overlap too much, and drops none without a reason', () => {
    const threshold = fc.constantFrom(0, 0.005, 0.02, 0.1, 0.3, 0.5, 0.7, 0.95, 1);
    fc.assert(
      fc.property(scene, threshold, ({ boxes, scores }, iouThreshold) => {
        const kept = nonMaximumSuppression(boxes, scores, iouThreshold);
        const overlaps = boxIouMatrix(boxes, boxes);
        const n = scores.length;
        for (let i = 0; i < n; i++) {
          const better = [...kept].filter((k) => scores[k] > scores[i] || (scores[k] === scores[i] && k < i));
          expect(better.some((k) => overlaps[k * n + i] > Math.fround(iouThreshold))).toBe(!kept.includes(i));
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('changes nothing when done again', () => {
    fc.assert(
      fc.property(scene, ({ boxes, scores }) => {
        const kept = nonMaximumSuppression(boxes, scores, 0.4);
        const keptBoxes = Float32Array.from([...kept].flatMap((k) => [...boxes.subarray(4 * k, 4 * k + 4)]));
        const again = nonMaximumSuppression(
          keptBoxes,
          Float32Array.from(kept, (k) => scores[k]),
          0.4,
        );
        expect([...again]).toEqual([...kept.keys()]);
      }),
    );
  });

  it('refuses boxes that do not fit the scores', () => {
    expect(() => nonMaximumSuppression(new Float32Array(7), new Float32Array(2), 0.5)).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: nonMaximumSuppression: boxes must be 4 · 2 scores long, but is [7].]`,
    );
  });
});

describe('groupedNonMaximumSuppression', () => {
  it.each(golden.multiclass)('agrees with mmdetection on $scoresFormula.shape above $scoreThr', (golden) => {
    const boxes = formulaBoxes(golden.boxesFormula);
    const [n, columns] = golden.scoresFormula.shape;
    const scores = Float32Array.from(unitValues(golden.scoresFormula.name, n * columns), (u) => u ** golden.scoresFormula.power);
    // The last column is the background.
    const candidates = [...scores.keys()].filter((at) => at % columns < columns - 1 && scores[at] > golden.scoreThr);
    const inputs = [
      Float32Array.from(candidates.flatMap((at) => [...boxes.subarray(4 * Math.floor(at / columns), 4 * Math.floor(at / columns) + 4)])),
      Float32Array.from(candidates, (at) => scores[at]),
      Int32Array.from(candidates, (at) => at % columns),
      golden.iou,
    ] as const;
    for (const suppress of [groupedNonMaximumSuppression, shiftedNonMaximumSuppression]) {
      const kept = [...suppress(...inputs)].slice(0, golden.maxPerImg).map((k) => candidates[k]);
      expect(kept.map((at) => at % columns)).toEqual(golden.label);
      expect(kept.map((at) => Math.floor(at / columns))).toEqual(golden.boxIndex);
    }
  });

  // Specification, check C-36.
  it('does not suppress across groups', () => {
    const boxes = Float32Array.of(0, 0, 10, 10, 1, 1, 11, 11, 0, 0, 10, 10, 2, 0, 12, 10);
    const scores = Float32Array.of(0.6, 0.9, 0.8, 0.7);
    expect([...groupedNonMaximumSuppression(boxes, scores, Int32Array.of(0, 0, 1, 1), 0.5)]).toEqual([1, 2]);
  });

  it('is the plain form in each group', () => {
    fc.assert(
      fc.property(scene, ({ boxes, scores, groups }) => {
        const kept = new Set(groupedNonMaximumSuppression(boxes, scores, groups, 0.4));
        for (const group of new Set(groups)) {
          const members = [...groups.keys()].filter((i) => groups[i] === group);
          const own = nonMaximumSuppression(
            Float32Array.from(members.flatMap((i) => [...boxes.subarray(4 * i, 4 * i + 4)])),
            Float32Array.from(members, (i) => scores[i]),
            0.4,
          );
          expect([...own].map((k) => members[k]).sort((a, b) => a - b)).toEqual(members.filter((i) => kept.has(i)));
        }
      }),
    );
  });
});
