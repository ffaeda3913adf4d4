import type { FromSchema } from 'json-schema-to-ts';

/** Options of the shuffle sampler. */
export const shuffleSchema = {
  title: 'ShuffleSampler',
  type: 'object',
  description: 'Every image once an epoch, in random order.',
  properties: { type: { const: 'shuffle' } },
  required: ['type'],
  additionalProperties: false,
} as const;

export type ShuffleConfig = Required<FromSchema<typeof shuffleSchema>>;
