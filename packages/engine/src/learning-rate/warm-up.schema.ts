/** JSON schema of the warm-up that every schedule offers. */
export const warmUpSchema = {
  type: 'object',
  default: {},
  description: 'Smaller rates at the start, multiplied onto the schedule.',
  properties: {
    shape: { enum: ['linear', 'constant'], default: 'linear', description: 'linear rises to the regular rate, constant jumps to it.' },
    steps: { type: 'integer', minimum: 0, default: 0, description: 'Number of steps; 0 for none (ECM 1x and 2x: 10000).' },
    ratio: { type: 'number', exclusiveMinimum: 0, maximum: 1, default: 0.0001, description: 'Factor at the first step (ECM 1x and 2x).' },
  },
  additionalProperties: false,
} as const;
