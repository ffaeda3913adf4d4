import type { HostBatch } from '@ecm/core';
import { SeededRandom } from '@ecm/core';
import type { Detector, Tensor } from '@ecm/core/model';
import { tf } from '@ecm/tensor';
import { valueAndGradients } from '@ecm/tensor/autograd';

import { checkFinite } from './check-finite.js';
import { toDevice } from './to-device.js';

/** Losses and gradients of one step. */
export interface StepGradients {
  readonly terms: Readonly<Record<string, number>>;
  /** By parameter name; the caller disposes them. */
  readonly gradients: Readonly<Record<string, Tensor>>;
}

/** What a step needs to know besides its batches. */
export interface StepContext {
  readonly detector: Detector;
  readonly seed: number;
  /** 0-based number of the step. */
  readonly step: number;
}

/**
 * Forward and backward pass of each batch; terms and gradients are means over the batches.
 *
 * The random numbers of a batch depend on the seed, the step and the batch's number alone, so that a resumed run draws the same.
 *
 * @throws NumericError if a loss term is NaN or infinite
 */
export function stepGradients(batches: readonly HostBatch[], { detector, seed, step }: StepContext): StepGradients {
  const parameters = detector.parameters.trainable;
  let terms: Record<string, number> = {};
  let gradients: Record<string, Tensor> = {};
  batches.forEach((hostBatch, index) => {
    const batch = toDevice(hostBatch);
    const random = new SeededRandom(seed, 'training-step', step, index);
    const found = valueAndGradients(() => detector.losses(batch, random), parameters);
    batch.images.dispose();
    checkFinite('loss term', found.terms, { step: step + 1, files: hostBatch.infos.map((info) => info.fileName) });
    terms = sumOf(terms, found.terms, (a, b) => a + b);
    gradients = sumOf(gradients, found.gradients, add);
  });
  if (batches.length === 1) return { terms, gradients };
  return { terms: mapValues(terms, (sum) => sum / batches.length), gradients: mapValues(gradients, (sum) => divide(sum, batches.length)) };
}

function add(a: Tensor, b: Tensor): Tensor {
  const sum = a.add(b);
  tf.dispose([a, b]);
  return sum;
}

function divide(a: Tensor, divisor: number): Tensor {
  const quotient = tf.tidy(() => a.div(divisor));
  a.dispose();
  return quotient;
}

function sumOf<T>(a: Readonly<Record<string, T>>, b: Readonly<Record<string, T>>, plus: (a: T, b: T) => T): Record<string, T> {
  const sum = { ...a };
  for (const [name, value] of Object.entries(b)) {
    const present = sum[name];
    sum[name] = present === undefined ? value : plus(present, value);
  }
  return sum;
}

function mapValues<T>(values: Readonly<Record<string, T>>, change: (value: T) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));
}
