import type { AnyComponent } from '@ecm/core';
import type { ClassificationLoss, ClassificationLossOptions, LossTerms, Tensor2D } from '@ecm/core/model';
import { classificationLossFamily } from '@ecm/core/model';

import type { ScoredRegions } from './region-scores-file.js';

/** Hears of the regions that a detector's classification loss is given. */
export class LossObserver {
  /** Called with what the last classification loss of the model is given: the only one, or that of a cascade's last stage. */
  onRegions: ((regions: ScoredRegions) => void) | undefined;
  #last: ClassificationLoss | undefined;

  /** The same components, but classification losses tell this observer what they are given, with the scores of a test. */
  watch(components: readonly AnyComponent[]): readonly AnyComponent[] {
    return components.map((component) => {
      if (component.family.name !== classificationLossFamily.name) return component;
      const create = component.create as (config: unknown, surroundings: unknown) => ClassificationLoss;
      return { ...component, create: (config: unknown, surroundings: unknown) => this.#watched(create(config, surroundings)) };
    });
  }

  #watched(loss: ClassificationLoss): ClassificationLoss {
    this.#last = loss;
    // Replaced in place: a wrapper would have no private fields, and nothing that the loss offers beyond its contract.
    const losses = loss.losses.bind(loss);
    loss.losses = (logits: Tensor2D, labels: Int32Array, options?: ClassificationLossOptions): LossTerms => {
      if (this.#last === loss && labels.length > 0) this.#tell(loss.scores(logits), labels, options?.weights);
      return losses(logits, labels, options);
    };
    return loss;
  }

  /** Regions that weigh nothing or are ignored (label below 0) are left out. */
  #tell(scores: Tensor2D, labels: Int32Array, weights: Float32Array | undefined): void {
    const columns = scores.shape[1];
    const values = scores.dataSync<'float32'>();
    const kept = Array.from(labels.keys()).filter((row) => (labels[row] ?? -1) >= 0 && weights?.[row] !== 0);
    const rows = new Float32Array(kept.length * columns);
    kept.forEach((row, i) => {
      rows.set(values.subarray(row * columns, (row + 1) * columns), i * columns);
    });
    this.onRegions?.({ labels: Int32Array.from(kept, (row) => labels[row] ?? -1), scores: rows, columns });
  }
}
