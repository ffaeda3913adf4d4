import { BuilderToken, defineComponent } from '@ecm/core';
import { backboneFamily, normFamily } from '@ecm/core/model';

import { MiniResnetBackbone } from './mini-resnet-backbone.js';
import type { MiniResnetBackboneConfig } from './mini-resnet-backbone.schema.js';
import { miniResnetBackboneSchema } from './mini-resnet-backbone.schema.js';

export const miniResnetBackboneComponent = defineComponent<MiniResnetBackboneConfig>()({
  family: backboneFamily,
  type: 'mini-resnet',
  schema: miniResnetBackboneSchema,
  services: { builder: BuilderToken },
  create: ({ norm, ...options }, { given, services, path }) =>
    new MiniResnetBackbone(given.scope, (layer) => services.builder.build(normFamily, norm, `${path}/norm`, layer), options),
});
