import { cellPoints } from '@ecm/geometry';
import { AtssAssigner, FCOS_RANGES, fcosTargets, MaxIouAssigner } from '@ecm/targets';
import type { TensorSummary } from '@ecm/testing';
import { differenceFromSummary, valueMismatch } from '@ecm/testing';

import type { CaseResult } from '../handler.js';
import { equalCase, namedHandler } from '../geometry/named-handler.js';
import { caseOf } from '../networks/map-cases.js';
import { generatorOf } from './anchors.js';

interface MaxIouCase {
  readonly name: string;
  readonly params: {
    readonly pos_iou_thr: number;
    readonly neg_iou_thr: number | [number, number];
    readonly min_pos_iou: number;
    readonly match_low_quality: boolean;
    readonly gt_max_assign_all?: boolean;
  };
  readonly boxes: string;
  readonly positives: number[];
  readonly codes: number[];
  readonly labels: number[];
  readonly ignored: number[] | { readonly count: number; readonly indexSum: number };
  readonly negatives: number;
  readonly maxIoU: TensorSummary;
}

interface AssignersGolden {
  readonly gts: number[][];
  readonly gtLabels: number[];
  readonly rpnMapSizes: readonly [number, number][];
  readonly denseMapSizes: readonly [number, number][];
  readonly denseStrides: number[];
  readonly proposals: number[][];
  readonly maxIoU: readonly MaxIouCase[];
  readonly atss: readonly { topk: number; positives: number[]; codes: number[]; labels: number[]; iou: number[] }[];
  readonly fcos: readonly {
    readonly centerSampling: boolean;
    readonly normOnBbox: boolean;
    readonly positives: number[];
    readonly labels: number[];
    readonly targets: number[][];
    readonly centerness: number[];
  }[];
}

/** Anchors of the RPN and of the dense heads, as the note of the file says. */
const RPN = { strides: [4, 8, 16, 32, 64], scales: [8], ratios: [0.5, 1, 2] };
const DENSE = { octave_base_scale: 8, scales_per_octave: 1, ratios: [1] };
const CENTER_RADIUS = 1.5;

/** Max-IoU and ATSS assignment, FCOS targets. */
export const assignersHandler = namedHandler<AssignersGolden>('assigners.json', function* (golden) {
  const truths = Float32Array.from(golden.gts.flat());
  const labelOf = (code: number): number => golden.gtLabels[code - 1];
  for (const case_ of golden.maxIoU) yield* maxIouCases(golden, case_, truths, labelOf);

  const dense = generatorOf({ ...DENSE, strides: golden.denseStrides }).grid(sizesOf(golden.denseMapSizes));
  for (const { topk, positives, codes, labels, iou } of golden.atss) {
    const anchors = Float32Array.from(dense.flatMap((level) => [...level]));
    const found = new AtssAssigner(topk).assign(
      anchors,
      truths,
      dense.map((level) => level.length / 4),
    );
    yield equalCase(`atss ${topk}`, summaryOf(found.codes, labelOf), { positives, codes, labels });
    yield caseOf(
      `atss ${topk} iou`,
      valueMismatch(
        positives.map((i) => found.overlaps[i]),
        iou,
      ),
    );
  }

  const levels = golden.denseMapSizes.map(([height, width], level) => ({
    points: cellPoints(height, width, golden.denseStrides[level], 0.5),
    stride: golden.denseStrides[level],
    range: FCOS_RANGES[level],
  }));
  for (const { centerSampling, normOnBbox, positives, labels, targets, centerness } of golden.fcos) {
    const name = `fcos ${centerSampling ? 'center sampling' : 'plain'}`;
    const options = { ...(centerSampling && { centerRadius: CENTER_RADIUS }), inStrides: normOnBbox };
    const found = fcosTargets(levels, truths, options);
    const { codes: _, ...chosen } = summaryOf(found.codes, labelOf);
    yield equalCase(name, chosen, { positives, labels });
    const distances = positives.flatMap((i) => [...found.distances.subarray(4 * i, 4 * i + 4)]);
    yield caseOf(`${name} distances`, valueMismatch(distances, targets.flat()));
    yield caseOf(
      `${name} centerness`,
      valueMismatch(
        positives.map((i) => found.centerness[i]),
        centerness,
      ),
    );
  }
});

function* maxIouCases(
  golden: AssignersGolden,
  { name, params, boxes, positives, codes, labels, ignored, negatives, maxIoU }: MaxIouCase,
  truths: Float32Array,
  labelOf: (code: number) => number,
): Iterable<CaseResult> {
  const assigner = new MaxIouAssigner({
    positiveIou: params.pos_iou_thr,
    negativeIou: params.neg_iou_thr,
    minPositiveIou: params.min_pos_iou,
    matchLowQuality: params.match_low_quality,
    ...(params.gt_max_assign_all !== undefined && { assignAllBest: params.gt_max_assign_all }),
  });
  const grid = generatorOf(RPN).grid(sizesOf(golden.rpnMapSizes));
  const candidates = boxes === 'proposals' ? golden.proposals.flat() : grid.flatMap((level) => [...level]);
  const found = assigner.assign(Float32Array.from(candidates), truths);
  yield equalCase(name, summaryOf(found.codes, labelOf), { positives, codes, labels });
  const foundIgnored = [...found.codes.keys()].filter((i) => found.codes[i] < 0);
  const short = { count: foundIgnored.length, indexSum: foundIgnored.reduce((sum, index) => sum + index, 0) };
  yield Array.isArray(ignored)
    ? equalCase(`${name} ignored`, foundIgnored, ignored)
    : equalCase(`${name} ignored`, short, { count: ignored.count, indexSum: ignored.indexSum });
  yield equalCase(`${name} negatives`, found.codes.filter((code) => code === 0).length, negatives);
  yield caseOf(
    `${name} largest IoU`,
    differenceFromSummary(found.overlaps, maxIoU, (want) => 1e-5 + 1e-4 * Math.abs(want)),
  );
}

function sizesOf(sizes: readonly (readonly [number, number])[]) {
  return sizes.map(([height, width]) => ({ height, width }));
}

function summaryOf(codes: Int32Array, labelOf: (code: number) => number) {
  const positives = [...codes.keys()].filter((i) => codes[i] > 0);
  return { positives, codes: positives.map((i) => codes[i]), labels: positives.map((i) => labelOf(codes[i])) };
}
