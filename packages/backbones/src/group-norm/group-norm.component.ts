import { ConfigError, defineComponent } from '@ecm/core';
import { normFamily } from '@ecm/core/model';
import { constant, plainLayout, zeros } from '@ecm/tensor';

import { GroupNorm } from './group-norm.js';
import type { GroupNormConfig } from './group-norm.schema.js';
import { groupNormSchema } from './group-norm.schema.js';

export const groupNormComponent = defineComponent<GroupNormConfig>()({
  family: normFamily,
  type: 'group-norm',
  schema: groupNormSchema,
  services: {},
  create: ({ channelsPerGroup, epsilon }, { given, path }) => {
    const { channels, trainable } = given;
    if (channels % channelsPerGroup !== 0) {
      const message = `groups of ${channelsPerGroup} do not divide a layer of ${channels} channels; choose a divisor of ${channels}.`;
      throw new ConfigError([{ path: `${path}/channelsPerGroup`, message }]);
    }
    const scope = given.scope('gn');
    return new GroupNorm(
      scope.parameter('weight', [channels], { layout: plainLayout, initialize: constant(given.initialScale), trainable }),
      scope.parameter('bias', [channels], { layout: plainLayout, initialize: zeros, trainable }),
      { groups: channels / channelsPerGroup, epsilon },
    );
  },
});
