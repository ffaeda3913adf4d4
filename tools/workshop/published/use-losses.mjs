// What a user of @ecm/losses does first, in Node and in a browser: the class-margin loss on tfjs tensors and its engine-free reference.
import { EcmLoss } from '@ecm/losses';
import { ecmConstants, effectiveClassMargin } from '@ecm/losses/reference';
import * as tf from '@tensorflow/tfjs';

const counts = [1, 10, 100];
const logits = [0.8, -0.5, 0.3, -1, -1.2, 0.4, -0.7, 1.5];
const labels = Int32Array.of(0, 3);

// Example ECM-1 of the loss specification: the original code run in double precision.
const expectedLoss = 1.159322889;
const expectedGradient = [
  -0.5184506436, 0.108744532, 0.4933329432, 0.05561006963, 0.01669617222, 0.42373797, 0.1226844044, -0.009575283485,
];

/** Throws at the first number that is further off than `tolerance`. */
function expectNear(name, found, expected, tolerance) {
  const at = expected.findIndex((value, i) => !(Math.abs(found[i] - value) <= tolerance * Math.max(1, Math.abs(value))));
  if (at >= 0 || found.length !== expected.length) throw new Error(`${name}: [${[...found]}] instead of [${expected}]`);
}

/** @returns what was computed where, after checking it */
export async function useLosses() {
  await tf.setBackend('cpu');
  const loss = new EcmLoss({ counts });
  const input = tf.tensor2d(logits, [2, 4]);
  const { value, grad } = tf.valueAndGrad((z) => loss.losses(z, labels).loss_cls)(input);
  expectNear('EcmLoss', value.dataSync(), [expectedLoss], 1e-5);
  expectNear('gradient of EcmLoss', grad.dataSync(), expectedGradient, 1e-5);
  const reference = effectiveClassMargin({ logits, labels, columns: 4, constants: ecmConstants(counts, 6.3313) });
  expectNear('reference', [reference.loss], [expectedLoss], 1e-9);
  expectNear('gradient of the reference', reference.gradient, expectedGradient, 1e-9);
  return { loss: value.dataSync()[0], reference: reference.loss, backend: tf.getBackend() };
}
