import type { ParameterScope, Tensor4D } from '@ecm/core/model';
import { tf } from '@ecm/tensor';

import type { NormFactory } from './normed-convolution.js';
import { NormedConvolution } from './normed-convolution.js';

/** Which convolution of a strided bottleneck has the stride: the 3x3 (`pytorch`) or the first 1x1 (`caffe`). */
export type BottleneckStyle = 'pytorch' | 'caffe';

/** Size and place of one residual block. */
export interface ResidualBlockSpec {
  readonly scope: ParameterScope;
  readonly norm: NormFactory;
  readonly trainable: boolean;
  readonly kind: 'basic' | 'bottleneck';
  readonly style: BottleneckStyle;
  readonly inputs: number;
  /** Channels of the inner convolutions. */
  readonly width: number;
  readonly stride: number;
}

/** Channels that a block puts out, in units of its width. */
const blockExpansion = { basic: 1, bottleneck: 4 } as const;

interface ConvolutionPlan {
  readonly size: number;
  readonly stride: number;
  readonly outputs: number;
}

function branchPlan({ kind, style, width, stride }: ResidualBlockSpec): readonly ConvolutionPlan[] {
  if (kind === 'basic') {
    return [
      { size: 3, stride, outputs: width },
      { size: 3, stride: 1, outputs: width },
    ];
  }
  return [
    { size: 1, stride: style === 'caffe' ? stride : 1, outputs: width },
    { size: 3, stride: style === 'caffe' ? 1 : stride, outputs: width },
    { size: 1, stride: 1, outputs: width * blockExpansion.bottleneck },
  ];
}

/**
 * A residual block: `relu(shortcut(x) + branch(x))`, [N, H, W, inputs] -> [N, ⌈H / stride⌉, ⌈W / stride⌉, width · expansion].
 * The branch is two 3x3 convolutions (basic) or 1x1, 3x3, 1x1 (bottleneck), each normalised, ReLU between them; the shortcut is
 * the identity, or a normalised 1x1 convolution where size or channels change.
 *
 * @see He et al., CVPR 2016, Fig. 5
 */
export class ResidualBlock {
  readonly channels: number;
  readonly #branch: readonly NormedConvolution[];
  readonly #shortcut: NormedConvolution | undefined;

  constructor(spec: ResidualBlockSpec) {
    const { scope, norm, trainable, inputs, stride } = spec;
    const plan = branchPlan(spec);
    let previous = inputs;
    this.#branch = plan.map(({ outputs, ...geometry }, i) => {
      const last = i === plan.length - 1;
      const layer = new NormedConvolution({
        ...geometry,
        scope: scope.child(`conv${i + 1}`),
        normScope: (abbreviation) => scope.child(`${abbreviation}${i + 1}`),
        norm,
        trainable,
        inputs: previous,
        outputs,
        relu: !last,
        initialScale: last ? 0 : 1,
      });
      previous = outputs;
      return layer;
    });
    this.channels = previous;
    if (stride !== 1 || inputs !== this.channels) {
      this.#shortcut = new NormedConvolution({
        scope: scope.child('downsample.0'),
        normScope: () => scope.child('downsample.1'),
        norm,
        trainable,
        size: 1,
        stride,
        inputs,
        outputs: this.channels,
        relu: false,
      });
    }
  }

  forward(x: Tensor4D): Tensor4D {
    const branch = this.#branch.reduce((map, layer) => layer.forward(map), x);
    return tf.relu(tf.add(branch, this.#shortcut?.forward(x) ?? x));
  }
}
