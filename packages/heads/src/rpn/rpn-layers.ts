import type { Level, ParameterScope, Tensor3D, Tensor4D } from '@ecm/core/model';
import { Convolution, normal, tf } from '@ecm/tensor';

/** Output of the region proposal network, one entry per level. */
export interface RpnOutputs {
  /** Objectness logits, float32 [N, H, W, A]. */
  readonly logits: readonly Tensor4D[];
  /** Coded box changes, float32 [N, H, W, 4 · A]; four neighbouring channels per anchor. */
  readonly deltas: readonly Tensor4D[];
}

/**
 * The convolutions of a region proposal network, shared by all levels: 3x3 with ReLU, then 1x1 to A logits and to 4 · A deltas.
 * All weights from N(0, 0.01²).
 *
 * @see Ren et al., NeurIPS 2015; mmdetection's RPNHead
 */
export class RpnLayers {
  readonly #hidden: Convolution;
  readonly #logits: Convolution;
  readonly #deltas: Convolution;

  /** @param channels of the hidden layer @param perCell number A of anchors per cell */
  constructor(
    scope: ParameterScope,
    levels: readonly Level[],
    { channels, perCell }: { readonly channels: number; readonly perCell: number },
  ) {
    const initialize = normal(0.01);
    const [{ channels: inputs }] = levels;
    this.#hidden = new Convolution(scope.child('rpn_conv'), { size: 3, inputs, outputs: channels, activation: 'relu', initialize });
    this.#logits = new Convolution(scope.child('rpn_cls'), { size: 1, inputs: channels, outputs: perCell, initialize });
    this.#deltas = new Convolution(scope.child('rpn_reg'), { size: 1, inputs: channels, outputs: 4 * perCell, initialize });
  }

  forward(features: readonly Tensor4D[]): RpnOutputs {
    const hidden = features.map((map) => this.#hidden.forward(map));
    return { logits: hidden.map((map) => this.#logits.forward(map)), deltas: hidden.map((map) => this.#deltas.forward(map)) };
  }
}

/** Joins all levels to one row per anchor, in the order of the anchor grid: float32 [N, anchors, 5], logit first, then deltas. */
export function joinLevels({ logits, deltas }: RpnOutputs): Tensor3D {
  const rows = logits.map((map, level) => {
    const [images] = map.shape;
    const anchors = map.size / images;
    return tf.concat([map.reshape<Tensor3D>([images, anchors, 1]), deltas[level].reshape<Tensor3D>([images, anchors, 4])], 2);
  });
  return tf.concat(rows, 1);
}
