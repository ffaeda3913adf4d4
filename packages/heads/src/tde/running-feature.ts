import type { Parameter, ParameterScope, Tensor1D } from '@ecm/core/model';
import { assign, plainLayout, tf, zeros } from '@ecm/tensor';

/** Choices of the running feature. */
export interface RunningFeatureOptions {
  /** Number C of foreground classes. */
  readonly classes: number;
  /** Number D of features. */
  readonly width: number;
  /** Momentum μ; default 0.9998. */
  readonly mu?: number | undefined;
  /** Take labels > 0 for foreground as the original does, which leaves class 0 out and background in; default false. */
  readonly compatLabelBug?: boolean | undefined;
}

/**
 * Running sum e ← μ e + mean foreground feature, once per optimiser step; only its direction matters. It lies in the buffer
 * `embed_mean` [1, D], because tests need it as they need the weights. Not synchronised between workers.
 *
 * @see KaihuaTang/Long-Tailed-Recognition.pytorch lvis1.0/mmdet/models/roi_heads/bbox_heads/convfc_bbox_head.py
 */
export class RunningFeature {
  readonly #buffer: Parameter;
  readonly #options: RunningFeatureOptions;
  #sum: Float64Array;
  #rows = 0;

  constructor(scope: ParameterScope, options: RunningFeatureOptions) {
    this.#buffer = scope.buffer('embed_mean', [1, options.width], { layout: plainLayout, initialize: zeros });
    this.#options = options;
    this.#sum = new Float64Array(options.width);
  }

  /** Float32 [D]. */
  get value(): Tensor1D {
    return this.#buffer.value.reshape([-1]);
  }

  /** Takes a batch into the present step. @param features [R · D] */
  observe(features: Float32Array, labels: Int32Array): void {
    const { classes, width, compatLabelBug = false } = this.#options;
    for (let row = 0; row < labels.length; row++) {
      if (compatLabelBug ? labels[row] <= 0 : labels[row] >= classes) continue;
      for (let d = 0; d < width; d++) this.#sum[d] += features[row * width + d];
      this.#rows++;
    }
  }

  /** Ends the step; one without foreground changes nothing. */
  advance(): void {
    if (this.#rows === 0) return;
    const { mu = 0.9998 } = this.#options;
    const before = this.#buffer.value.dataSync<'float32'>();
    const after = before.map((value, d) => mu * value + this.#sum[d] / this.#rows);
    tf.tidy(() => {
      assign(this.#buffer, tf.tensor(after, [1, after.length]));
    });
    this.#sum.fill(0);
    this.#rows = 0;
  }
}
