import type { Tensor2D } from '@ecm/core/model';
import { tf } from '@ecm/tensor';

import type { FocalSurrogate } from '../fused/focal-loss-op.js';
import { biasOfPrior, biasOfSurrogatePrior } from '../reference/classification/bias-prior.js';
import type { EcmTestScore } from '../reference/classification/ecm.js';
import type { DetectionWeightChoice } from '../reference/theory/detection-weight.js';
import { ecmConstants } from '../reference/theory/ecm-constants.js';

/** What the effective class-margin losses of dense heads add to their focal carrier. */
export interface DenseClassMarginOptions {
  /** Training samples of each foreground class [C]; counts below 1 are taken as 1. */
  readonly counts: ArrayLike<number>;
  /** Gives the head an extra background channel that counts so many rows per foreground row; none if absent. */
  readonly backgroundRatio?: number | undefined;
  /** Where the focal weight comes from; default `surrogate`. */
  readonly modulateWith?: 'surrogate' | 'sigmoid';
  /** Whether entries are multiplied by m_c; default true. */
  readonly applyDetectionWeight?: boolean;
  /** Default `lower`. */
  readonly detectionWeight?: DetectionWeightChoice;
  /** Default `sigmoid`. */
  readonly testScore?: EcmTestScore;
  /** Start biases so that the surrogate, not σ(f), has the prior; default false. */
  readonly surrogatePrior?: boolean;
}

/**
 * Class margins of a dense head: constants from the foreground counts alone (paper, supplement F), since the focal weight sees to
 * the balance between foreground and background.
 *
 * @see Cho and Krähenbühl, ECCV 2022, section 5 and supplement F; the one-stage loss was not released
 */
export class DenseClassMargins {
  readonly surrogate: FocalSurrogate;
  /** Number K of logits: C, or C + 1 with a background channel. */
  readonly channels: number;
  readonly initialBias: number | Float32Array;
  readonly #classes: number;
  readonly #testScore: EcmTestScore;

  /** @param prior probability at which the classifier starts */
  constructor(options: DenseClassMarginOptions, prior: number) {
    const { counts, backgroundRatio, modulateWith = 'surrogate', applyDetectionWeight = true, surrogatePrior = false } = options;
    const { shift, detectionWeight } = ecmConstants(counts, backgroundRatio, options.detectionWeight);
    this.#classes = counts.length;
    this.#testScore = options.testScore ?? 'sigmoid';
    this.channels = shift.length;
    this.surrogate = {
      shift,
      entryWeights: applyDetectionWeight ? detectionWeight : new Float64Array(shift.length).fill(1),
      modulateWithLogit: modulateWith === 'sigmoid',
    };
    this.initialBias = surrogatePrior ? Float32Array.from(shift, (value) => biasOfSurrogatePrior(prior, value)) : biasOfPrior(prior);
  }

  /** Scores of the foreground classes, float32 [R, C]. */
  scores(logits: Tensor2D): Tensor2D {
    const foreground = tf.slice2d(logits, [0, 0], [-1, this.#classes]);
    if (this.#testScore === 'sigmoid') return tf.sigmoid(foreground);
    const u = tf.mul<Tensor2D>(foreground, 2);
    if (this.#testScore === 'sigmoid2') return tf.sigmoid(u);
    return tf.sigmoid(tf.add<Tensor2D>(u, tf.tensor1d(Float32Array.from(this.surrogate.shift.subarray(0, this.#classes)))));
  }
}
