import type { TypedConfig } from '@ecm/core';

import type { ReferenceNeckOptions } from './reference-model.js';

const extraLevels: Readonly<Record<string, string>> = {
  on_input: 'on-input',
  on_lateral: 'on-lateral',
  on_output: 'on-output',
  true: 'on-input',
  false: 'max-pool',
};

/** @returns our config of a reference FPN */
export function translateNeck(outChannels: number, options: ReferenceNeckOptions): TypedConfig {
  const config = {
    type: 'fpn',
    outChannels,
    levels: options.num_outs,
    startLevel: options.start_level ?? 0,
    extraLevels: extraLevels[String(options.add_extra_convs ?? false)],
    reluBeforeExtra: options.relu_before_extra_convs ?? false,
  };
  return config;
}
