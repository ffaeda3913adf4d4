import type { Backbone, Level, ParameterScope, Tensor4D } from '@ecm/core/model';
import { maxPool } from '@ecm/tensor';

import type { NormFactory } from '../residual/normed-convolution.js';
import { NormedConvolution } from '../residual/normed-convolution.js';
import type { BottleneckStyle } from '../residual/residual-block.js';
import { ResidualStage } from '../residual/residual-stage.js';

/** Depths with their block kind and the number of blocks of each stage (He et al., CVPR 2016, Table 1). */
export const resnetDepths = {
  18: { kind: 'basic', blocks: [2, 2, 2, 2] },
  34: { kind: 'basic', blocks: [3, 4, 6, 3] },
  50: { kind: 'bottleneck', blocks: [3, 4, 6, 3] },
  101: { kind: 'bottleneck', blocks: [3, 4, 23, 3] },
} as const;

/** Size and training of a ResNet. */
export interface ResnetOptions {
  readonly depth: keyof typeof resnetDepths;
  readonly style: BottleneckStyle;
  /** −1: all trained; 0: stem frozen; k: stem and stages 1 … k frozen. */
  readonly frozenStages: number;
  readonly stemChannels: number;
  /** Width of stage 1; doubles with each stage. */
  readonly baseChannels: number;
}

/**
 * ResNet: images [N, H, W, 3] to four maps at strides 4, 8, 16, 32.
 *
 * Stem: 7x7 convolution of stride 2, norm, ReLU, 3x3 max-pool of stride 2. All strided layers pad both sides alike, so a side of
 * n cells becomes ⌊(n + 2 · padding − size) / stride⌋ + 1.
 *
 * @see He et al., CVPR 2016; parameter names of mmdetection
 */
export class ResnetBackbone implements Backbone {
  readonly levels: readonly Level[];
  readonly #stem: NormedConvolution;
  readonly #stages: readonly ResidualStage[];

  constructor(scope: ParameterScope, norm: NormFactory, options: ResnetOptions) {
    const { depth, style, frozenStages, stemChannels, baseChannels } = options;
    const { kind, blocks } = resnetDepths[depth];
    this.#stem = new NormedConvolution({
      scope: scope.child('conv1'),
      normScope: (abbreviation) => scope.child(`${abbreviation}1`),
      norm,
      trainable: frozenStages < 0,
      size: 7,
      stride: 2,
      inputs: 3,
      outputs: stemChannels,
      relu: true,
    });
    let inputs = stemChannels;
    this.#stages = blocks.map((count, i) => {
      const stage = new ResidualStage(
        {
          scope: scope.child(`layer${i + 1}`),
          norm,
          trainable: i + 1 > frozenStages,
          kind,
          style,
          inputs,
          width: baseChannels * 2 ** i,
          stride: i === 0 ? 1 : 2,
        },
        count,
      );
      inputs = stage.channels;
      return stage;
    });
    this.levels = this.#stages.map(({ channels }, i) => ({ stride: 4 * 2 ** i, channels }));
  }

  forward(images: Tensor4D): Tensor4D[] {
    let map = maxPool(this.#stem.forward(images), { size: 3, stride: 2, padding: 1 });
    return this.#stages.map((stage) => (map = stage.forward(map)));
  }
}
