import type { Tensor, Tensor2D } from '@ecm/core/model';

import { fusedLoss } from '../fused/fused-loss.js';
import type { NanPolicy } from '../fused/nan-policy.js';
import { softmaxKernel } from '../kernels/softmax-kernel.js';
import type { SeesawOptions } from '../reference/classification/seesaw.js';
import { SeesawOffsets } from './seesaw-offsets.js';

/** What both parts of the seesaw loss need. */
export interface SeesawPart {
  readonly name: string;
  readonly nan: NanPolicy;
  readonly labels: Int32Array;
  readonly weights: Float32Array | undefined;
  readonly classes: number;
  /** Factor on every row's loss. */
  readonly factor: number;
  /** Return the losses of the rows instead of their sum. */
  readonly asElements: boolean;
}

/** Class part: foreground rows on adjusted logits; elements are [R], 0 for background rows. */
export function seesawClassLoss(logits: Tensor2D, part: SeesawPart & SeesawOptions & { readonly counts: Float64Array }): Tensor {
  const { name, nan, labels, weights, classes, factor, asElements } = part;
  return fusedLoss(
    logits,
    (values, gradient) => {
      const offsets = new SeesawOffsets(values, part);
      const plan = {
        columns: classes + 2,
        start: 0,
        width: classes,
        target: (row: number) => (labels[row] < classes ? labels[row] : -1),
        rowFactor: (row: number) => factor * (weights?.[row] ?? 1),
        offset: (row: number) => offsets.of(row, labels[row]),
      };
      const elements = asElements ? new Float32Array(labels.length) : undefined;
      const sum = softmaxKernel(values, plan, gradient, elements);
      return elements ?? sum;
    },
    { name, nan, shape: asElements ? [labels.length] : [] },
  );
}

/** Objectness part: all rows on the last two logits; elements are [R]. */
export function seesawObjectnessLoss(logits: Tensor2D, { name, nan, labels, weights, classes, factor, asElements }: SeesawPart): Tensor {
  const plan = {
    columns: classes + 2,
    start: classes,
    width: 2,
    target: (row: number) => (labels[row] < classes ? 0 : 1),
    rowFactor: (row: number) => factor * (weights?.[row] ?? 1),
  };
  return fusedLoss(
    logits,
    (values, gradient) => {
      const elements = asElements ? new Float32Array(labels.length) : undefined;
      const sum = softmaxKernel(values, plan, gradient, elements);
      return elements ?? sum;
    },
    { name, nan, shape: asElements ? [labels.length] : [] },
  );
}
