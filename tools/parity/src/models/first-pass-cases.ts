import type { Batch } from '@ecm/core/model';
import type { GroundTruth } from '@ecm/core';
import { SeededRandom } from '@ecm/core';
import { globalNorm, gradientNorms } from '@ecm/engine';
import { tf } from '@ecm/tensor';
import { valueAndGradients } from '@ecm/tensor/autograd';

import type { CaseResult } from '../handler.js';
import { gradientNormCases } from '../networks/gradient-cases.js';
import { caseOf, numberCase } from '../networks/map-cases.js';
import type { GoldenDetector } from './golden-detector.js';
import type { GoldenSample, GoldenTraining } from './model-golden.js';
import type { RecordedSample } from './recorder.js';

/** Compares losses, decisions and gradients of one forward and backward pass at the start weights. */
export function* firstPassCases(
  detector: GoldenDetector,
  batch: Batch,
  golden: GoldenTraining,
  tolerances: { readonly relative: number; readonly total: number },
): Iterable<CaseResult> {
  const { model, parameters, recording } = detector;
  const random = new SeededRandom('parity');
  const { terms, total, gradients } = valueAndGradients(() => model.losses(batch, random), parameters.trainable);
  for (const [name, { f64 }] of Object.entries(golden.losses)) {
    yield lossCase(`loss ${name}`, name === 'total' ? total : terms[name], f64);
  }
  const extra = Object.keys(terms).filter((name) => !Object.hasOwn(golden.losses, name));
  yield caseOf('names of the losses', extra.length === 0 ? undefined : `unexpected: ${extra.join(', ')}`);
  if (golden.sameDecisionsF32) yield* sampleCases(recording.samples, golden.samples, batch.truths);
  const norm = globalNorm(gradientNorms(gradients));
  yield numberCase('total gradient norm', norm, golden.gradNorm.f64, 1e-3 * golden.gradNorm.f64);
  yield* gradientNormCases(parameters.all, gradients, golden.gradNorms, tolerances);
  tf.dispose(gradients);
}

/** Accepts a relative difference of 1e-4, or of `relative` where given (README section 4). */
export function lossCase(name: string, found: number | undefined, wanted: number, relative = 1e-4): CaseResult {
  if (found === undefined) return caseOf(name, 'there is no such loss term');
  return numberCase(name, found, wanted, relative * Math.abs(wanted) + 1e-9);
}

/** Compares what samplers chose, image by image and stage by stage. */
export function* sampleCases(
  found: readonly RecordedSample[],
  wanted: readonly GoldenSample[],
  truths: readonly GroundTruth[],
): Iterable<CaseResult> {
  yield numberCase('number of samples', found.length, wanted.length, 0);
  for (const [i, want] of wanted.entries()) {
    if (i < found.length) yield caseOf(`sample ${i}`, sampleDifference(found[i], want, truths[i % truths.length].labels.length));
  }
}

function sampleDifference(sample: RecordedSample, want: GoldenSample, truths: number): string | undefined {
  const { codes, positives, negatives } = sample;
  const added = sample.addsGroundTruths ? truths : 0;
  const found = {
    numBoxes: codes.length - added,
    pos: [...positives],
    posGt: Array.from(positives, (index) => codes[index] - 1),
    numNeg: negatives.length,
    posIsGt: positives.filter((index) => index < added).length,
  };
  const wrong = (Object.keys(found) as (keyof typeof found)[]).filter((key) => String(found[key]) !== String(want[key]));
  return wrong.length === 0
    ? undefined
    : wrong.map((key) => `${key}: ${String(want[key])} expected, ${String(found[key])} found`).join('; ');
}
