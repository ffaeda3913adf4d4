import type { TypedConfig } from '@ecm/core';

import type { ReferenceBackbone, ReferencePart } from './reference-model.js';

/** @returns our config of a reference backbone, or undefined if the toolbox has no such part */
export function translateBackbone(part: ReferencePart): TypedConfig | undefined {
  if (part.type !== 'ResNet') return undefined;
  const { depth, style, frozen_stages, norm_cfg, norm_eval, num_stages, base_channels = 64, ...rest } = part as ReferenceBackbone;
  if (norm_cfg.type !== 'BN' || !norm_eval || num_stages !== 4 || rest.out_indices.length !== 4) return undefined;
  const norm = { type: 'frozen-batch-norm', trainAffine: norm_cfg.requires_grad };
  const stemChannels = rest.stem_channels ?? base_channels;
  const config = { type: 'resnet', depth, style, frozenStages: frozen_stages, norm, stemChannels, baseChannels: base_channels };
  return config;
}
