import type { Tensor1D, Tensor2D } from '@ecm/core/model';
import { l2NormalizeRows, linear, tf } from '@ecm/tensor';

/** Numbers of the multi-head normalised classifier. */
export interface TdeClassifierOptions {
  /** Number H of equal parts of the features; default 2. */
  readonly heads?: number | undefined;
  /** τ, a factor on the logits; default 16. */
  readonly temperature?: number | undefined;
  /** γ_w added to the norms of the weights; default 1/32. */
  readonly weightGuard?: number | undefined;
  /** Strength α of the effect that is removed at test time; default 1.5. */
  readonly alpha?: number | undefined;
}

/** Added to the norms, as in the original: directions of zeros are zeros. */
const guard = 1e-9;

/** Splits features and weights into the heads' parts, the weights normalised and times τ/H. */
function parts(features: Tensor2D, weight: Tensor2D, { heads = 2, temperature = 16, weightGuard = 1 / 32 }: TdeClassifierOptions) {
  const width = features.shape[1] / heads;
  return Array.from({ length: heads }, (_, head) => ({
    direction: l2NormalizeRows(tf.slice2d(features, [0, head * width], [-1, width]), { epsilon: guard }),
    weight: tf.mul<Tensor2D>(
      l2NormalizeRows(tf.slice2d(weight, [head * width, 0], [width, -1]), { epsilon: guard + weightGuard, axis: 0 }),
      temperature / heads,
    ),
    start: head * width,
    width,
  }));
}

/**
 * Training logits z = (τ/H) Σ_h x̂⁽ʰ⁾ · ŵ⁽ʰ⁾ with x̂ = x / (‖x‖ + 10⁻⁹) and ŵ = w / (‖w‖ + 10⁻⁹ + γ_w), part by part.
 *
 * @param features float32 [R, D]; H divides D
 * @param weight float32 [D, C + 1]
 * @returns float32 [R, C + 1]
 * @see Tang et al., NeurIPS 2020; KaihuaTang/Long-Tailed-Recognition.pytorch lvis1.0/mmdet/models/roi_heads/bbox_heads/convfc_bbox_head.py
 */
export function tdeLogits(features: Tensor2D, weight: Tensor2D, options: TdeClassifierOptions = {}): Tensor2D {
  return tf.addN(parts(features, weight, options).map((part) => linear(part.direction, part.weight)));
}

/**
 * What the features' direction along the running feature adds to the logits: z⁰ = (τ/H) Σ_h α cos⁽ʰ⁾ ê⁽ʰ⁾ · ŵ⁽ʰ⁾, where cos⁽ʰ⁾ is the
 * cosine of x⁽ʰ⁾ and e⁽ʰ⁾.
 *
 * @param features float32 [R, D]; H divides D
 * @param weight float32 [D, C + 1]
 * @param running mean feature e of the foreground so far, float32 [D]
 * @returns float32 [R, C + 1]
 * @see Tang et al., NeurIPS 2020; KaihuaTang/Long-Tailed-Recognition.pytorch lvis1.0/mmdet/models/roi_heads/bbox_heads/convfc_bbox_head.py
 */
export function tdeEffect(features: Tensor2D, weight: Tensor2D, running: Tensor1D, options: TdeClassifierOptions = {}): Tensor2D {
  const { alpha = 1.5 } = options;
  const effects = parts(features, weight, options).map((part) => {
    const mean = l2NormalizeRows(tf.slice1d(running, part.start, part.width).reshape<Tensor2D>([1, part.width]), { epsilon: guard });
    const norms = tf.mul(tf.norm(part.direction, 2, 1, true), tf.norm(mean));
    const cosine = tf.divNoNan(tf.matMul(part.direction, mean, false, true), norms);
    return tf.mul<Tensor2D>(tf.mul(cosine, alpha), linear(mean, part.weight));
  });
  return tf.addN(effects);
}
