import { ConfigError } from '@ecm/core';
import type { Level } from '@ecm/core/model';

import { RoiExtractor } from './roi-extractor.js';

/** The options of region heads that concern RoIAlign. */
export interface RoiConfig {
  readonly regionSize: number;
  readonly samplingRatio: number;
  readonly finestScale: number;
  readonly pyramidLevels: number;
}

/** Makes the extractor of a region head. @throws ConfigError if it wants more levels than there are */
export function roiExtractorOf(levels: readonly Level[], config: RoiConfig, path: string): RoiExtractor {
  const { regionSize, samplingRatio, finestScale, pyramidLevels } = config;
  if (pyramidLevels > levels.length) {
    const message = `is ${pyramidLevels}, but the neck has ${levels.length} levels; choose ${levels.length} or fewer.`;
    throw new ConfigError([{ path: `${path}/pyramidLevels`, message }]);
  }
  return new RoiExtractor(levels, { size: regionSize, samplingRatio, finestScale, levels: pyramidLevels });
}
