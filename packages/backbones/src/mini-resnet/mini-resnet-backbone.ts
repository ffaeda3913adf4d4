import type { Backbone, Level, ParameterScope, Tensor4D } from '@ecm/core/model';

import type { NormFactory } from '../residual/normed-convolution.js';
import { NormedConvolution } from '../residual/normed-convolution.js';
import { ResidualStage } from '../residual/residual-stage.js';

/** Size of a mini ResNet. */
export interface MiniResnetOptions {
  /** Channels of each stage; the stem has those of the first. */
  readonly channels: readonly number[];
  readonly blocksPerStage: number;
}

/**
 * A residual network small enough to train on two cores: images [N, H, W, 3] to one map per stage at strides 4, 8, 16, …
 *
 * Two 3x3 convolutions of stride 2 as stem, then stages of basic residual blocks.
 */
export class MiniResnetBackbone implements Backbone {
  readonly levels: readonly Level[];
  readonly #stem: readonly NormedConvolution[];
  readonly #stages: readonly ResidualStage[];

  constructor(scope: ParameterScope, norm: NormFactory, { channels, blocksPerStage }: MiniResnetOptions) {
    const stemChannels = channels[0] ?? 0;
    this.#stem = [1, 2].map(
      (number) =>
        new NormedConvolution({
          scope: scope.child(`conv${number}`),
          normScope: (abbreviation) => scope.child(`${abbreviation}${number}`),
          norm,
          trainable: true,
          size: 3,
          stride: 2,
          inputs: number === 1 ? 3 : stemChannels,
          outputs: stemChannels,
          relu: true,
        }),
    );
    this.#stages = channels.map(
      (width, i) =>
        new ResidualStage(
          {
            scope: scope.child(`layer${i + 1}`),
            norm,
            trainable: true,
            kind: 'basic',
            style: 'pytorch',
            inputs: channels[i - 1] ?? stemChannels,
            width,
            stride: i === 0 ? 1 : 2,
          },
          blocksPerStage,
        ),
    );
    this.levels = this.#stages.map((stage, i) => ({ stride: 4 * 2 ** i, channels: stage.channels }));
  }

  forward(images: Tensor4D): Tensor4D[] {
    let map = this.#stem.reduce((x, layer) => layer.forward(x), images);
    return this.#stages.map((stage) => (map = stage.forward(map)));
  }
}
