import type { Optimizer } from '@ecm/core/model';
import { AdamwOptimizer, SgdOptimizer } from '@ecm/engine';

interface ReferenceOptimizer {
  readonly type: string;
  readonly lr: number;
  readonly weight_decay: number;
  readonly momentum?: number;
  readonly betas?: readonly [number, number];
  readonly paramwise_cfg?: {
    readonly bias_lr_mult?: number;
    readonly bias_decay_mult?: number;
    readonly custom_keys?: Readonly<Record<string, { readonly decay_mult?: number; readonly lr_mult?: number }>>;
  };
}

/** The file `inventory/index.json`. */
export interface InventoryIndex {
  readonly optimizers: Readonly<Record<string, ReferenceOptimizer>>;
}

/** @returns our form of a reference optimiser */
export function goldenOptimizer({
  type,
  lr,
  weight_decay,
  momentum = 0,
  betas = [0.9, 0.999],
  paramwise_cfg = {},
}: ReferenceOptimizer): Optimizer {
  const { bias_lr_mult, bias_decay_mult, custom_keys = {} } = paramwise_cfg;
  const byName = Object.entries(custom_keys).map(([name, { lr_mult = 1, decay_mult = 1 }]) => ({
    names: [name],
    learningRateFactor: lr_mult,
    weightDecayFactor: decay_mult,
  }));
  const ofBiases =
    bias_lr_mult === undefined && bias_decay_mult === undefined
      ? []
      : [{ kind: 'bias' as const, learningRateFactor: bias_lr_mult ?? 1, weightDecayFactor: bias_decay_mult ?? 1 }];
  const common = { learningRate: lr, weightDecay: weight_decay, parameterRules: [...byName, ...ofBiases] };
  return type === 'AdamW' ? new AdamwOptimizer({ ...common, betas: [...betas], epsilon: 1e-8 }) : new SgdOptimizer({ ...common, momentum });
}
