import type { Tensor } from '@ecm/core/model';

import { reluGradient } from '../ops/relu-gradient.js';
import { tf } from '../tf.js';

/** Replaces gradients of tfjs that cost more than they need: ReLU's keeps the value instead of the input and is one kernel. */
export function registerGradients(): void {
  tf.unregisterGradient('Relu');
  tf.registerGradient({
    kernelName: 'Relu',
    outputsToSave: [true],
    gradFunc: (upstream, [value]) => ({ x: () => reluGradient(value, upstream as Tensor) }),
  });
}
