import type { SavedState, StateTensor } from '@ecm/core/model';

import type { DetectionWeightChoice } from '../reference/theory/detection-weight.js';
import type { EcmConstants } from '../reference/theory/ecm-constants.js';
import { ecmConstants } from '../reference/theory/ecm-constants.js';
import { savedNumbers } from '../state/saved-numbers.js';

/** Where the constants come from. */
export interface EcmStateOptions {
  /** Samples of each foreground class [C]. */
  readonly counts: ArrayLike<number>;
  /** `undefined` while it is to be measured. */
  readonly backgroundRatio: number | undefined;
  readonly detectionWeight?: DetectionWeightChoice | undefined;
}

/** Constants of the effective class-margin loss; kept in checkpoints so that these describe themselves. */
export class EcmState implements SavedState {
  readonly #weight: DetectionWeightChoice | undefined;
  #counts: Float64Array;
  #ratio: number | undefined;
  #measuredBatches = 0;
  #constants: EcmConstants | undefined;

  constructor({ counts, backgroundRatio, detectionWeight }: EcmStateOptions) {
    this.#weight = detectionWeight;
    this.#counts = Float64Array.from(counts);
    if (backgroundRatio !== undefined) this.fix(backgroundRatio, 0);
  }

  /** `undefined` until the background ratio is known. */
  get constants(): EcmConstants | undefined {
    return this.#constants;
  }

  /** Background rows per foreground row, if known. */
  get backgroundRatio(): number | undefined {
    return this.#ratio;
  }

  /** Sets the background ratio and derives the constants. @param measuredBatches batches it was measured on, 0 if it was given */
  fix(ratio: number, measuredBatches: number): void {
    this.#constants = ecmConstants(this.#counts, ratio, this.#weight);
    this.#ratio = ratio;
    this.#measuredBatches = measuredBatches;
  }

  save(): Readonly<Record<string, StateTensor>> {
    const counts = { counts: { shape: [this.#counts.length], data: this.#counts.slice() } };
    if (this.#ratio === undefined || this.#constants === undefined) return counts;
    return {
      ...counts,
      background_ratio: { shape: [1], data: Float64Array.of(this.#ratio) },
      measured_batches: { shape: [1], data: Int32Array.of(this.#measuredBatches) },
      detection_weight: { shape: [this.#counts.length + 1], data: this.#constants.detectionWeight.slice() },
    };
  }

  load(state: Readonly<Record<string, StateTensor>>): void {
    this.#counts = savedNumbers(state, 'EcmLoss', 'counts', this.#counts.length) ?? this.#counts;
    const [ratio] = savedNumbers(state, 'EcmLoss', 'background_ratio', 1) ?? [this.#ratio];
    const [batches] = savedNumbers(state, 'EcmLoss', 'measured_batches', 1) ?? [0];
    if (ratio !== undefined) this.fix(ratio, batches);
  }
}
