import { encodeMask, maskArea, maskIou, polygonsToMask, runLengthsToString } from '@ecm/geometry';
import fc from 'fast-check';
import { expect, it } from 'vitest';

import { DetectionStore } from '../../detections/detection-store.js';
import type { GroundTruthTable } from '../../ground-truth/ground-truth-table.js';
import { SegmentationColumn } from '../../masks/segmentation-column.js';
import { DecodedMaskPairs } from '../decoded-mask-pairs.js';
import { DetectionBatch, TruthBatch } from '../detection-batch.js';
import type { MaskPairs } from '../mask-pairs.js';
import { StoredMasks } from '../stored-masks.js';
import { KernelMaskPairs } from './kernel-mask-pairs.js';
import { maskModule } from './mask-module.js';

interface Scene {
  readonly height: number;
  readonly width: number;
  /** Each as polygons, or as run lengths. */
  readonly truths: readonly (readonly number[][] | Uint32Array)[];
  /** Run lengths. */
  readonly detections: readonly Uint32Array[];
}

const IMAGES = 2;

/** The scene in columns, in the second of two images. */
function stored({ height, width, truths, detections }: Scene): { masks: StoredMasks; detections: DetectionBatch; truths: TruthBatch } {
  const segmentations = new SegmentationColumn();
  const truthBatch = new TruthBatch();
  truthBatch.reserve(truths.length);
  truths.forEach((truth, g) => {
    if (truth instanceof Uint32Array) segmentations.addRunLengths(truth);
    else {
      for (const polygon of truth) segmentations.addRing(polygon);
      segmentations.endPolygons();
    }
    truthBatch.rows[g] = g;
    truthBatch.images[g] = 1;
  });
  const store = new DetectionStore(IMAGES, 1, { boxes: false, masks: true });
  const detectionBatch = new DetectionBatch();
  detectionBatch.reserve(detections.length);
  detections.forEach((counts, d) => {
    const bytes = new TextEncoder().encode(runLengthsToString(counts));
    store.push(1, 0, 1, NaN, NaN, NaN, NaN);
    store.setMask(0, new Int32Array(4), bytes, bytes.length);
    detectionBatch.rows[d] = d;
    detectionBatch.images[d] = 1;
  });
  store.close();
  const images = { heights: Int32Array.of(9, height), widths: Int32Array.of(7, width) };
  const truth = { source: 'scene', images, annotations: { segmentations } } as unknown as GroundTruthTable;
  return { masks: new StoredMasks(truth, store.chunks), detections: detectionBatch, truths: truthBatch };
}

function inKernel(masks: StoredMasks): KernelMaskPairs {
  const module = maskModule();
  if (module === undefined) throw new Error('WebAssembly is missing.');
  return new KernelMaskPairs(module, masks);
}

/** @returns shared pixels of all pairs, with ground truths asked for in two orders, and the areas */
function measured(pairs: MaskPairs, { detections, truths }: { detections: DetectionBatch; truths: TruthBatch }): number[] {
  pairs.begin({ d0: 0, d1: detections.count, g0: 0, g1: truths.count }, detections, truths);
  const found: number[] = [];
  for (let d = 0; d < detections.count; d++) {
    for (let i = 0; i < truths.count; i++) found.push(pairs.shared(d, d % 2 === 0 ? i : truths.count - 1 - i));
  }
  for (let g = 0; g < truths.count; g++) found.push(pairs.truthArea(g));
  return found;
}

const coordinate = fc.oneof(fc.double({ min: -30, max: 70, noNaN: true }), fc.integer({ min: -5, max: 45 }));
const polygon = fc.array(coordinate, { minLength: 6, maxLength: 21 });
const scenes = fc.record({ height: fc.integer({ min: 1, max: 40 }), width: fc.integer({ min: 1, max: 40 }) }).chain(({ height, width }) => {
  const pixels = fc.uint8Array({ minLength: height * width, maxLength: height * width, max: 1 });
  const runs = pixels.map((values) => encodeMask(values, height, width).counts);
  return fc.record({
    ...{ height: fc.constant(height), width: fc.constant(width) },
    truths: fc.array(fc.oneof(fc.array(polygon, { maxLength: 4 }), runs), { maxLength: 4 }),
    detections: fc.array(runs, { maxLength: 4 }),
  });
});

it('makes and compares masks as the host does', () => {
  fc.assert(
    fc.property(scenes, (scene) => {
      const columns = stored(scene);
      expect(measured(inKernel(columns.masks), columns)).toEqual(measured(new DecodedMaskPairs(columns.masks), columns));
    }),
    { numRuns: 500 },
  );
});

it('agrees with masks that overlap as known', () => {
  // 4 × 3 of [1, 4] × [1, 5] and [2, 6] × [0, 3]: columns 2 and 3, rows 1 and 2.
  const detection = polygonsToMask([[2, 0, 6, 0, 6, 3, 2, 3]], 8, 9);
  const columns = stored({ height: 8, width: 9, truths: [[[1, 1, 4, 1, 4, 5, 1, 5]]], detections: [detection.counts] });
  expect(measured(inKernel(columns.masks), columns)).toEqual([4, 12]);
});

it('goes through cells one after the other, and lets memory grow for large polygons', () => {
  // A comb over 4,000 columns: every tooth crosses its column twice, far more marks than the first page of memory holds.
  const comb = [0, 2000, ...Array.from({ length: 4000 }, (_, i) => [i + 0.25, i % 7, i + 0.75, 1900]).flat(), 4000, 2000];
  const box = [10.5, 20, 300, 20, 300, 1500, 10.5, 1500];
  const detection = polygonsToMask([box], 2000, 4000);
  const columns = stored({ height: 2000, width: 4000, truths: [[comb, box], [box], [comb]], detections: [detection.counts] });
  const pairs = inKernel(columns.masks);
  const { detections, truths } = columns;
  for (const g of [0, 1, 2, 1]) {
    pairs.begin({ d0: 0, d1: 1, g0: g, g1: g + 1 }, detections, truths);
    const truth = polygonsToMask([[comb, box], [box], [comb]][g], 2000, 4000);
    const shared = pairs.shared(0, g);
    expect(pairs.truthArea(g)).toBe(maskArea(truth));
    expect(shared / (maskArea(detection) + maskArea(truth) - shared)).toBeCloseTo(maskIou(detection, truth), 15);
  }
});

it('takes images up to the largest position of 32 bits', () => {
  const sized = (height: number, width: number): StoredMasks => stored({ height, width, truths: [], detections: [] }).masks;
  expect(KernelMaskPairs.fits(sized(2 ** 16, 2 ** 15 - 1))).toBe(true);
  expect(KernelMaskPairs.fits(sized(2 ** 16, 2 ** 15))).toBe(false);
});
