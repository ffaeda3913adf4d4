import { ConfigError, defineComponent } from '@ecm/core';
import { neckFamily } from '@ecm/core/model';

import { FpnNeck } from './fpn-neck.js';
import type { FpnNeckConfig } from './fpn-neck.schema.js';
import { fpnNeckSchema } from './fpn-neck.schema.js';

export const fpnNeckComponent = defineComponent<FpnNeckConfig>()({
  family: neckFamily,
  type: 'fpn',
  schema: fpnNeckSchema,
  services: {},
  create: (config, { given, path }) => {
    const { length } = given.inputs;
    if (config.startLevel >= length) {
      const message = `is ${config.startLevel}, but the backbone has ${length} levels; choose 0 to ${length - 1}.`;
      throw new ConfigError([{ path: `${path}/startLevel`, message }]);
    }
    return new FpnNeck(given.scope, given.inputs, config);
  },
});
