import type { Batch, Optimizer } from '@ecm/core/model';
import { SeededRandom } from '@ecm/core';
import { clipByNorm, globalNorm, gradientNorms } from '@ecm/engine';
import { tf } from '@ecm/tensor';
import { valueAndGradients } from '@ecm/tensor/autograd';

import type { CaseResult } from '../handler.js';
import { lossCase } from './first-pass-cases.js';
import type { GoldenDetector } from './golden-detector.js';
import type { ModelGolden } from './model-golden.js';

const notLosses = new Set(['gradNorm', 'clippedNorm', 'lr']);

/** Compares the losses before each of several optimiser steps. The last entry has losses only. */
export function* trajectoryCases(
  detector: GoldenDetector,
  batch: Batch,
  { train, about }: ModelGolden,
  optimizer: Optimizer,
): Iterable<CaseResult> {
  const { model, parameters } = detector;
  const random = new SeededRandom('parity');
  for (const [step, wanted] of train.trajectory.entries()) {
    const { terms, total, gradients } = valueAndGradients(() => model.losses(batch, random), parameters.trainable);
    const relative = Math.max(1e-4 * 3 ** step, 10 * train.trajectoryNoise[step]);
    for (const [name, want] of Object.entries(wanted)) {
      if (!notLosses.has(name)) yield lossCase(`step ${step} ${name}`, name === 'total' ? total : terms[name], want, relative);
    }
    if (step < about.steps) {
      tf.tidy(() => {
        const norm = globalNorm(gradientNorms(gradients));
        const clipped = about.clipNorm === null ? gradients : clipByNorm(about.clipNorm)(gradients, norm);
        optimizer.step(parameters.trainable, clipped, optimizer.learningRate * (1 - (1 - step / 100) * 0.99));
      });
    }
    model.advance();
    tf.dispose(gradients);
  }
  optimizer.dispose();
}
