import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { COCO_AREA_RANGES } from '../../rules/area-range.js';
import type { EvaluationRules } from '../../rules/evaluation-rules.js';
import { lvisProtocol } from '../../lvis/lvis-protocol.js';
import { BoxOverlaps } from '../box-overlaps.js';
import type { ClassMatcher } from '../class-matcher.js';
import { DETECTION_BYTES, DetectionBatch, TRUTH_BYTES, TruthBatch } from '../detection-batch.js';
import { PairMatcher } from '../pair-matcher.js';
import { BoxMatcher } from './box-matcher.js';
import { matcherModule } from './matcher-module.js';

interface Box {
  readonly image: number;
  readonly box: readonly number[];
  /** Bits of area ranges. */
  readonly ranges: number;
  /** Exempt detection, crowd among ground truths. */
  readonly special: boolean;
}

const ROOM = 40;
const rules = (thresholds: readonly number[]): EvaluationRules => ({
  ...lvisProtocol().rules('bbox'),
  thresholds: Float64Array.from(thresholds),
});

/** @returns hits and ignored of each range, then partners */
function outcome(matcher: ClassMatcher, detections: readonly Box[], truths: readonly Box[]): number[][] {
  const { columns } = matcher;
  const batches = { detections: new DetectionBatch(columns), truths: new TruthBatch(columns) };
  batches.detections.reserve(ROOM);
  batches.truths.reserve(ROOM);
  const masks = COCO_AREA_RANGES.map(() => ({ hits: columns.integers(ROOM), ignored: columns.integers(ROOM) }));
  const partners = columns.integers(ROOM).fill(-1);
  matcher.prepare({ ...batches, masks, partners });
  for (const [batch, boxes] of [[batches.detections, detections] as const, [batches.truths, truths] as const]) {
    batch.reserve(boxes.length);
    boxes.forEach(({ image, box, ranges, special }, i) => {
      batch.images[i] = image;
      [batch.x[i], batch.y[i], batch.width[i], batch.height[i]] = box as [number, number, number, number];
      if (batch instanceof DetectionBatch) [batch.inside[i], batch.exempt[i]] = [ranges, Number(special)];
      else [batch.ignored[i], batch.crowd[i]] = [ranges, Number(special)];
    });
  }
  matcher.match();
  const found = [...masks.flatMap(({ hits, ignored }) => [hits, ignored]), partners].map((column) => [
    ...column.subarray(0, detections.length),
  ]);
  matcher.close();
  return found;
}

function inKernel(thresholds: readonly number[]): BoxMatcher {
  const module = matcherModule();
  if (module === undefined) throw new Error('WebAssembly is missing.');
  return new BoxMatcher(module, rules(thresholds), { detections: ROOM, truths: ROOM });
}

function byRule(thresholds: readonly number[]): PairMatcher {
  const { thresholds: given } = rules(thresholds);
  return new PairMatcher(given, new BoxOverlaps(Math.min(given[0], 1 - 1e-10)));
}

// Few places and sizes, so that overlaps, equal ones too, and identical boxes are frequent.
const coordinate = fc.oneof(fc.integer({ min: 0, max: 6 }), fc.double({ min: 0, max: 6, noNaN: true }), fc.constantFrom(NaN, 1 / 3, 0.1));
const box = fc.record({
  image: fc.integer({ min: 0, max: 3 }),
  box: fc.array(coordinate, { minLength: 4, maxLength: 4 }),
  ranges: fc.integer({ min: 0, max: 15 }),
  special: fc.integer({ min: 0, max: 4 }).map((n) => n === 0),
});
const boxes = fc.array(box, { maxLength: ROOM }).map((list) => list.sort((a, b) => a.image - b.image));
const thresholdLists = fc
  .uniqueArray(fc.oneof(fc.constantFrom(0.5, 0.75, 1, 1 / 3), fc.double({ min: 0.05, max: 1, noNaN: true })), {
    minLength: 1,
    maxLength: 31,
  })
  .map((list) => list.sort((a, b) => a - b));

describe('BoxMatcher', () => {
  it('matches as BoxOverlaps and CellMatcher do, bit by bit, at up to 31 thresholds', () => {
    fc.assert(
      fc.property(boxes, boxes, thresholdLists, (detections, truths, thresholds) => {
        expect(outcome(inKernel(thresholds), detections, truths)).toEqual(outcome(byRule(thresholds), detections, truths));
      }),
      { numRuns: 400 },
    );
  });

  it('gives a ground truth to the best detection, the second one to the next', () => {
    const at = (x: number, special = false): Box => ({ image: 0, box: [x, 0, 10, 10], ranges: 1, special });
    const truth = (x: number): Box => ({ ...at(x), ranges: 0 });
    // Moved by 1 of 10: IoU 9 / 11 = 0.818; by 5: 5 / 15 = 0.333; 20 away: none, and judged.
    const [hits, ignored, ...rest] = outcome(inKernel([0.3, 0.8]), [at(1), at(0), at(5), at(40)], [truth(0), truth(10)]);
    expect(hits).toEqual([3, 0, 1, 0]);
    expect(ignored).toEqual([0, 0, 0, 0]);
    expect(rest.at(-1)).toEqual([0, -1, 1, -1]);
  });

  it('asks for as much memory as its columns take, and refuses what one memory cannot hold', () => {
    const bytes = (batch: DetectionBatch | TruthBatch): number =>
      Object.values(batch).reduce((sum: number, column) => sum + (ArrayBuffer.isView(column) ? column.byteLength : 0), 0);
    const [detections, truths] = [new DetectionBatch(), new TruthBatch()];
    detections.reserve(8);
    truths.reserve(8);
    expect(bytes(detections)).toBe(8 * DETECTION_BYTES);
    expect(bytes(truths)).toBe(8 * TRUTH_BYTES);
    expect(BoxMatcher.fits(rules([0.5]), { detections: 12_000_000, truths: 1_000_000 })).toBe(true);
    expect(BoxMatcher.fits(rules([0.5]), { detections: 30_000_000, truths: 1 })).toBe(false);
  });
});
