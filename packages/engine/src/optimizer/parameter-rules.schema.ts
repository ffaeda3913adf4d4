/** JSON schema of the parameter rules of an optimiser. */
export const parameterRulesSchema = {
  type: 'array',
  default: [],
  description: 'Factors for groups of parameters; the first rule that fits a parameter counts.',
  items: {
    type: 'object',
    properties: {
      names: {
        type: 'array',
        items: { type: 'string' },
        minItems: 1,
        description: 'Fits parameters whose full name contains one of these (mmdetection: custom_keys).',
      },
      kind: { enum: ['norm', 'bias'], description: 'norm: weight and bias of normalisation layers; bias: biases of all other layers.' },
      learningRateFactor: { type: 'number', minimum: 0, default: 1, description: 'Multiplies the learning rate (mmdetection: lr_mult).' },
      weightDecayFactor: { type: 'number', minimum: 0, default: 1, description: 'Multiplies the weight decay (mmdetection: decay_mult).' },
    },
    anyOf: [{ required: ['names'] }, { required: ['kind'] }],
    additionalProperties: false,
  },
} as const;
