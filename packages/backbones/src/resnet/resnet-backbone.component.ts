import { BuilderToken, defineComponent } from '@ecm/core';
import { backboneFamily, normFamily } from '@ecm/core/model';

import { ResnetBackbone } from './resnet-backbone.js';
import type { ResnetBackboneConfig } from './resnet-backbone.schema.js';
import { resnetBackboneSchema } from './resnet-backbone.schema.js';

export const resnetBackboneComponent = defineComponent<ResnetBackboneConfig>()({
  family: backboneFamily,
  type: 'resnet',
  schema: resnetBackboneSchema,
  services: { builder: BuilderToken },
  create: ({ norm, ...options }, { given, services, path }) =>
    new ResnetBackbone(given.scope, (layer) => services.builder.build(normFamily, norm, `${path}/norm`, layer), options),
});
