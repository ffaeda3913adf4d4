import { BuilderToken, ConfigError, defineComponent } from '@ecm/core';
import type { ClassificationLoss } from '@ecm/core/model';
import { boxHeadFamily } from '@ecm/core/model';

import { buildShared2fc } from '../shared-2fc/build-shared-2fc.js';
import { Shared2fcBoxHead } from '../shared-2fc/shared-2fc-box-head.js';
import type { LoceShared2fcBoxHeadConfig } from './loce-shared-2fc-box-head.schema.js';
import { loceShared2fcBoxHeadSchema } from './loce-shared-2fc-box-head.schema.js';
import type { KeepsMeanScores } from './region-memory.js';
import { RegionMemory } from './region-memory.js';

export const loceShared2fcBoxHeadComponent = defineComponent<LoceShared2fcBoxHeadConfig>()({
  family: boxHeadFamily,
  type: 'loce-shared-2fc',
  schema: loceShared2fcBoxHeadSchema,
  services: { builder: BuilderToken },
  create: (config, { given, services: { builder }, path }) => {
    const { scope, classes } = given;
    const parts = buildShared2fc(config, given, builder, path);
    const options = { ...config, classes, lossName: scope.child('loss_cls').path, replayName: scope.child('memory').path };
    if (config.mfs === 'off') return new Shared2fcBoxHead(parts, options);
    const classification = withMeanScores(parts.classification, config.loss.type, `${path}/loss`);
    return new Shared2fcBoxHead({ ...parts, replay: new RegionMemory({ ...parts, classification }, options) }, options);
  },
});

function withMeanScores(loss: ClassificationLoss, type: string, path: string): KeepsMeanScores {
  if (keepsMeanScores(loss)) return loss;
  const message = `the feature memory draws classes by mean scores, which "${type}" does not keep; choose "loce", or set mfs to "off".`;
  throw new ConfigError([{ path, message }]);
}

const keepsMeanScores = (loss: ClassificationLoss): loss is KeepsMeanScores => loss.meanScores !== undefined;
