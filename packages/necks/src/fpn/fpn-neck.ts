import { ShapeError } from '@ecm/core';
import type { Level, Neck, ParameterScope, Tensor4D } from '@ecm/core/model';
import { Convolution, maxPool, nearestResize, tf, xavierUniform } from '@ecm/tensor';

/** Where levels beyond those of the backbone come from. */
export type ExtraLevels = 'max-pool' | 'on-input' | 'on-lateral' | 'on-output';

/** Size of a feature pyramid. */
export interface FpnOptions {
  readonly outChannels: number;
  /** Index of the first backbone level that is used. */
  readonly startLevel: number;
  /** Number of output levels. */
  readonly levels: number;
  readonly extraLevels: ExtraLevels;
  /** Whether a ReLU precedes the second and later extra convolutions. */
  readonly reluBeforeExtra: boolean;
}

/**
 * Feature pyramid network: backbone maps to maps of equal channel count, coarse information added top-down.
 *
 * Lateral 1x1 convolutions; each sum takes the coarser sum by nearest neighbour; a 3x3 convolution per output level. Extra levels
 * halve the last map: by taking every second cell (`max-pool`), or by 3x3 convolutions of stride 2 that start from the last
 * backbone map, the last lateral sum or the last output.
 *
 * @see Lin et al., CVPR 2017; extra levels as in mmdetection's FPN
 */
export class FpnNeck implements Neck {
  readonly levels: readonly Level[];
  readonly #inputs: number;
  readonly #options: FpnOptions;
  readonly #laterals: readonly Convolution[];
  readonly #outputs: readonly Convolution[];
  readonly #extras: readonly Convolution[];

  /** @param inputs levels of the backbone, more than `startLevel` of them */
  constructor(scope: ParameterScope, inputs: readonly Level[], options: FpnOptions) {
    const { outChannels, startLevel, levels, extraLevels } = options;
    const used = inputs.slice(startLevel, startLevel + levels);
    this.#inputs = inputs.length;
    this.#options = options;
    const common = { outputs: outChannels, initialize: xavierUniform };
    this.#laterals = used.map(
      ({ channels }, i) => new Convolution(scope.child(`lateral_convs.${i}.conv`), { ...common, size: 1, inputs: channels }),
    );
    const convolution = (index: number, stride: number, channels: number) =>
      new Convolution(scope.child(`fpn_convs.${index}.conv`), { ...common, size: 3, stride, inputs: channels });
    this.#outputs = used.map((_, i) => convolution(i, 1, outChannels));
    const extraCount = levels - used.length;
    const firstExtraInputs = extraLevels === 'on-input' ? (used.at(-1)?.channels ?? 0) : outChannels;
    this.#extras =
      extraLevels === 'max-pool'
        ? []
        : Array.from({ length: extraCount }, (_, i) => convolution(used.length + i, 2, i === 0 ? firstExtraInputs : outChannels));
    const lastStride = used.at(-1)?.stride ?? 0;
    this.levels = Array.from({ length: levels }, (_, i) => ({
      stride: used[i]?.stride ?? lastStride * 2 ** (i - used.length + 1),
      channels: outChannels,
    }));
  }

  forward(features: readonly Tensor4D[]): Tensor4D[] {
    if (features.length !== this.#inputs) {
      throw new ShapeError('FpnNeck.forward: features', `a list of ${this.#inputs} maps`, `a list of ${features.length}`);
    }
    const used = features.slice(this.#options.startLevel, this.#options.startLevel + this.#laterals.length);
    const sums = this.#topDown(used);
    const outputs = sums.map((sum, i) => this.#outputs[i].forward(sum));
    return [...outputs, ...this.#extraMaps(used, sums, outputs)];
  }

  #topDown(used: readonly Tensor4D[]): Tensor4D[] {
    const sums = used.map((map, i) => this.#laterals[i].forward(map));
    for (let i = sums.length - 2; i >= 0; i--) {
      const [, height, width] = sums[i].shape;
      sums[i] = tf.add(sums[i], nearestResize(sums[i + 1], height, width));
    }
    return sums;
  }

  #extraMaps(used: readonly Tensor4D[], sums: readonly Tensor4D[], outputs: readonly Tensor4D[]): Tensor4D[] {
    const { extraLevels, reluBeforeExtra, levels } = this.#options;
    const sources = { 'max-pool': outputs, 'on-output': outputs, 'on-input': used, 'on-lateral': sums };
    let map = sources[extraLevels][sums.length - 1];
    return Array.from({ length: levels - sums.length }, (_, i) => {
      if (extraLevels === 'max-pool') {
        map = maxPool(map, { size: 1, stride: 2, padding: 0 });
      } else {
        map = this.#extras[i].forward(i > 0 && reluBeforeExtra ? tf.relu(map) : map);
      }
      return map;
    });
  }
}
