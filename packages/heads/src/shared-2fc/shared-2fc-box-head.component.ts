import { BuilderToken, defineComponent } from '@ecm/core';
import { boxHeadFamily } from '@ecm/core/model';

import { buildShared2fc } from './build-shared-2fc.js';
import { Shared2fcBoxHead } from './shared-2fc-box-head.js';
import type { Shared2fcBoxHeadConfig } from './shared-2fc-box-head.schema.js';
import { shared2fcBoxHeadSchema } from './shared-2fc-box-head.schema.js';

export const shared2fcBoxHeadComponent = defineComponent<Shared2fcBoxHeadConfig>()({
  family: boxHeadFamily,
  type: 'shared-2fc',
  schema: shared2fcBoxHeadSchema,
  services: { builder: BuilderToken },
  create: (config, { given, services: { builder }, path }) =>
    new Shared2fcBoxHead(buildShared2fc(config, given, builder, path), {
      ...config,
      classes: given.classes,
      lossName: given.scope.child('loss_cls').path,
    }),
});
