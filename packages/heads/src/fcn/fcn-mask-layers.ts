import type { MapPredictor, Parameter, ParameterScope, Tensor1D, Tensor3D, Tensor4D } from '@ecm/core/model';
import { Convolution, convTranspose2x2, convTransposeLayout, kaimingNormalFanOut, plainLayout, tf, zeros } from '@ecm/tensor';

/** Sizes of the layers of a mask head. */
export interface FcnMaskSizes {
  readonly convolutions: number;
  readonly inputs: number;
  readonly channels: number;
}

/**
 * 3x3 convolutions with ReLU, a 2x2 transposed convolution of stride 2 with ReLU, a predictor: a pure function of region features,
 * [P, S, S, inputs] -> [P, 2S, 2S, K]. All weights Kaiming normal.
 *
 * @see mmdetection's FCNMaskHead
 */
export class FcnMaskLayers {
  readonly #convolutions: readonly Convolution[];
  readonly #filter: Parameter;
  readonly #bias: Parameter;
  readonly #predictor: MapPredictor;

  constructor(scope: ParameterScope, predictor: MapPredictor, { convolutions, inputs, channels }: FcnMaskSizes) {
    this.#convolutions = Array.from(
      { length: convolutions },
      (_, i) =>
        new Convolution(scope.child(`convs.${i}.conv`), {
          size: 3,
          inputs: i === 0 ? inputs : channels,
          outputs: channels,
          activation: 'relu',
          initialize: kaimingNormalFanOut,
        }),
    );
    const upsample = scope.child('upsample');
    const last = convolutions === 0 ? inputs : channels;
    this.#filter = upsample.parameter('weight', [2, 2, channels, last], { layout: convTransposeLayout, initialize: kaimingNormalFanOut });
    this.#bias = upsample.parameter('bias', [channels], { layout: plainLayout, initialize: zeros });
    this.#predictor = predictor;
  }

  /** @returns logits of all K channels, float32 [P, 2S, 2S, K] */
  forward(regions: Tensor4D): Tensor4D {
    return this.#predictor.forward(this.#features(regions));
  }

  /** @returns logits of one channel per region, float32 [P, 2S, 2S] */
  forwardChannels(regions: Tensor4D, channels: Int32Array): Tensor3D {
    return this.#predictor.forwardChannels(this.#features(regions), channels);
  }

  #features(regions: Tensor4D): Tensor4D {
    const map = this.#convolutions.reduce((x, layer) => layer.forward(x), regions);
    return tf.relu(convTranspose2x2(map, this.#filter.value as Tensor4D, this.#bias.value as Tensor1D));
  }
}
