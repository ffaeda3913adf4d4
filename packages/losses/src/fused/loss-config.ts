/** Options that every loss has; spread into the `properties` of its schema. */
export const lossWeightSchema = {
  lossWeight: { type: 'number', default: 1, description: 'Multiplies the loss (mmdetection: loss_weight).' },
} as const;

/** What a loss does with NaN; spread into the `properties` of its schema. */
export const nanSchema = {
  nan: {
    enum: ['throw', 'pass'],
    default: 'throw',
    description: 'What happens when the loss is NaN or infinite: stop with a message that names the logit, or pass the number on.',
  },
} as const;

/** Guard of the denominator; spread into the `properties` of the schemas of losses that divide by an average factor. */
export const averageEpsilonSchema = {
  averageEpsilon: {
    type: 'number',
    minimum: 0,
    default: 2 ** -23,
    description: 'Added to the average factor (mmdet/models/losses/utils.py: float32 machine epsilon; 0 in older forks).',
  },
} as const;

/** How element losses are reduced; spread into the `properties` of the schemas of losses that can. */
export const reductionSchema = {
  reduction: {
    enum: ['mean', 'sum'],
    default: 'mean',
    description: 'Mean (or Σ / average factor) or sum over rows (mmdetection: reduction).',
  },
} as const;
