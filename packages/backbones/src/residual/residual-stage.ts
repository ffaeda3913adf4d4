import type { Tensor4D } from '@ecm/core/model';

import type { ResidualBlockSpec } from './residual-block.js';
import { ResidualBlock } from './residual-block.js';

/** Blocks of one resolution: the first has the stage's stride, the others stride 1. */
export class ResidualStage {
  readonly channels: number;
  readonly #blocks: readonly ResidualBlock[];

  /** @param spec of the first block; block `i` keeps its parameters below the child `i` of its scope */
  constructor(spec: ResidualBlockSpec, blocks: number) {
    const first = new ResidualBlock({ ...spec, scope: spec.scope.child('0') });
    this.channels = first.channels;
    this.#blocks = [first];
    for (let i = 1; i < blocks; i++) {
      const scope = spec.scope.child(String(i));
      this.#blocks = [...this.#blocks, new ResidualBlock({ ...spec, scope, inputs: first.channels, stride: 1 })];
    }
  }

  forward(x: Tensor4D): Tensor4D {
    return this.#blocks.reduce((map, block) => block.forward(map), x);
  }
}
