import { roiAlign, tf } from '@ecm/tensor';
import type { FormulaTensor, TensorSummary } from '@ecm/testing';
import { differenceFromSummary, forwardTolerance, gradientTolerance, mapValues, valueMismatch } from '@ecm/testing';

import type { CaseResult, GoldenFile, GoldenHandler, ParityContext } from '../handler.js';
import { formulaMap } from '../heads/formula-maps.js';
import { caseOf } from '../networks/map-cases.js';
import { setSeedOf } from '../networks/set-seed.js';
import { gradientsOfProduct } from './gradient-of-product.js';

type FullOrSummary = TensorSummary & { readonly data?: readonly number[] };

interface RoiAlignCase {
  readonly input: FormulaTensor;
  readonly gradOut: FormulaTensor;
  /** Rows image, x1, y1, x2, y2. */
  readonly rois: readonly (readonly number[])[];
  readonly out: readonly [number, number];
  readonly scale: number;
  readonly samplingRatio: number;
  readonly aligned: boolean;
  readonly output: FullOrSummary;
  readonly perRoiSum: readonly number[];
  readonly gradInput: FullOrSummary;
}

/** Compares RoIAlign and its gradient by the features. */
export const roiAlignHandler: GoldenHandler = {
  matches: (file) => {
    const { cases = [] } = file.read() as { readonly cases?: readonly Partial<RoiAlignCase>[] };
    return cases.length > 0 && cases.every(({ rois, samplingRatio }) => rois !== undefined && samplingRatio !== undefined);
  },
  *run(file: GoldenFile, context: ParityContext): Iterable<CaseResult> {
    const setSeed = setSeedOf(file, context);
    for (const [index, golden] of (file.read() as { readonly cases: readonly RoiAlignCase[] }).cases.entries()) {
      yield* compare(`case ${index}`, golden, setSeed);
    }
  },
};

function* compare(name: string, golden: RoiAlignCase, setSeed: number): Iterable<CaseResult> {
  const { out, scale, samplingRatio } = golden;
  const rois = Float32Array.from(golden.rois.flat());
  const op = (x: tf.Tensor4D) => roiAlign(x, rois, { outputHeight: out[0], outputWidth: out[1], scale, samplingRatio });
  const features = formulaMap(golden.input, setSeed);
  const weights = formulaMap(golden.gradOut, setSeed);
  const output = op(features);
  const values = mapValues(output);
  yield caseOf(`${name} output`, difference(values, golden.output, forwardTolerance));
  const size = values.length / golden.rois.length;
  const sums = golden.rois.map((_, row) => values.subarray(row * size, (row + 1) * size).reduce((sum, value) => sum + value, 0));
  // A sum of `size` values, each within its own tolerance.
  yield caseOf(`${name} sum per region`, valueMismatch(sums, golden.perRoiSum, { absolute: 1e-5 * size, relative: 1e-4 }));
  const [gradient] = gradientsOfProduct(op, [features], weights);
  yield caseOf(`${name} gradient`, difference(mapValues(gradient as tf.Tensor4D), golden.gradInput, gradientTolerance));
  tf.dispose([features, weights, output, gradient]);
}

function difference(values: Float32Array, want: FullOrSummary, tolerance: typeof forwardTolerance): string | undefined {
  if (want.data !== undefined) return valueMismatch(values, want.data, tolerance);
  return differenceFromSummary(values, want, (value) => tolerance.absolute + tolerance.relative * Math.abs(value));
}
