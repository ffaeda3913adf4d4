import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@ecm/core/model';
import { cosineLogits, normedLinear } from '@ecm/heads';
import { conv2d, l2NormalizeRows, tf } from '@ecm/tensor';

import type { CaseStarter, Found, GoldenStep } from '../golden-step.js';
import { differentiated, tensorOf } from './classification.js';

type Inputs = Readonly<Record<string, Tensor>>;

/** Output, Σ output · upstream and its gradients. */
function layer(step: GoldenStep, names: readonly string[], forward: (inputs: Inputs) => Tensor): Found {
  const inputs = Object.fromEntries(names.filter((name) => step.has(name)).map((name) => [name, tensorOf(step, name)]));
  const upstream = tensorOf(step, 'upstream');
  const found = differentiated(inputs, (given) => ({ loss: tf.sum(tf.mul(forward(given), upstream)) }));
  return { ...found, output: forward(inputs).dataSync() };
}

function normedLinearStep(step: GoldenStep): Found {
  const options = {
    temperature: step.param<number>('temperature') ?? 20,
    power: step.param<number>('power') ?? 1,
    epsilon: step.param<number>('eps') ?? 1e-6,
  };
  return layer(step, ['x', 'weight', 'bias'], ({ x, weight, bias }) =>
    normedLinear(x as Tensor2D, tf.transpose(weight as Tensor2D), bias as Tensor1D, options),
  );
}

function cosineLinearStep(step: GoldenStep): Found {
  return layer(step, ['x', 'weight', 'scale'], ({ x, weight, scale }) =>
    cosineLogits(x as Tensor2D, tf.transpose(weight as Tensor2D), scale.reshape<Tensor1D>([-1])),
  );
}

/** Convolutions come as [N, D, H, W] and [K, D, h, w]. */
function normedConvStep(step: GoldenStep): Found {
  const options = { power: step.param<number>('power') ?? 1, epsilon: step.param<number>('eps') ?? 1e-6 };
  return layer(step, ['x', 'weight', 'bias'], ({ x, weight, bias }) => {
    const features = l2NormalizeRows(tf.transpose(x as Tensor4D, [0, 2, 3, 1]), options);
    const filter = tf.transpose(weight as Tensor4D, [2, 3, 1, 0]);
    const [height, width, inputs, outputs] = filter.shape;
    const normed =
      step.param('norm_over_kernel') === true
        ? l2NormalizeRows(filter.reshape<Tensor2D>([height * width * inputs, outputs]), { ...options, axis: 0 }).reshape<Tensor4D>(
            filter.shape,
          )
        : l2NormalizeRows(filter, { ...options, axis: 2 });
    const scaled = features.mul<Tensor4D>(step.param<number>('temperature') ?? 20);
    const geometry = { stride: step.param<number>('stride') ?? 1, padding: step.param<number>('padding') ?? 0 };
    return tf.transpose(conv2d(scaled, normed, { ...geometry, bias: bias as Tensor1D }), [0, 3, 1, 2]);
  });
}

/** Normalised layers of @ecm/heads. */
export const layerStarters: Readonly<Record<string, CaseStarter>> = {
  normed_linear: () => normedLinearStep,
  cosine_linear: () => cosineLinearStep,
  normed_conv2d: () => normedConvStep,
  // ‖v‖ + 1e-12 and max(‖v‖, 1e-12) are the same number in float32 wherever ‖v‖ exceeds 1e-5.
  loce_norm_mask: () => normedConvStep,
};
