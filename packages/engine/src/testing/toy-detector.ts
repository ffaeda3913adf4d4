import type { RandomStream } from '@ecm/core';
import type { Batch, Detector, LossTerms, ParameterCollection, SavedState, StateTensor, Tensor2D } from '@ecm/core/model';
import { linear, linearLayout, normal, ParameterStore, plainLayout, tf, zeros } from '@ecm/tensor';

/** A counter that changes the loss, as the statistics of long-tail losses do. */
class StepCounter implements SavedState {
  count = 0;
  save(): Record<string, StateTensor> {
    return { count: { shape: [], data: Float64Array.of(this.count) } };
  }
  load({ count }: Readonly<Record<string, StateTensor>>): void {
    this.count = count?.data[0] ?? 0;
  }
}

/**
 * A small differentiable model for tests of the engine: a linear layer on 2 x 2 images whose targets are noise. It uses every
 * kind of state that a checkpoint must hold: parameters, a frozen parameter, a buffer, random numbers and a loss state.
 */
export class ToyDetector implements Detector {
  readonly parameters: ParameterCollection;
  readonly #store = new ParameterStore({ seed: 3 });
  readonly #counter = new StepCounter();

  /** @param width number of outputs: sets the size of a checkpoint */
  constructor(width: number) {
    const scope = this.#store.scope('head');
    scope.parameter('fc.weight', [12, width], { layout: linearLayout, initialize: normal(0.1) });
    scope.parameter('fc.bias', [width], { layout: plainLayout, initialize: zeros });
    scope.parameter('frozen', [2], { layout: plainLayout, initialize: normal(1), trainable: false });
    scope.buffer('running_mean', [2], { layout: plainLayout, initialize: zeros });
    this.parameters = this.#store;
  }

  get states(): Readonly<Record<string, SavedState>> {
    return { 'head.loss_cls': this.#counter };
  }

  losses({ images }: Batch, random: RandomStream): LossTerms {
    const count = images.shape[0];
    const weight = this.#store.get('head.fc.weight').value as Tensor2D;
    const output = linear(images.reshape([count, 12]), weight, tf.reshape(this.#store.get('head.fc.bias').value, [-1]));
    const noise = random.normal() / (1 + this.#counter.count);
    return { loss_cls: output.sub(noise).square().mean().asScalar(), loss_bbox: output.abs().mean().mul(0.1).asScalar() };
  }

  detect(): never {
    throw new Error('The toy detector does not detect.');
  }

  advance(): void {
    this.#counter.count += 1;
  }
}
