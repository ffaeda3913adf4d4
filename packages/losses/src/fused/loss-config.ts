/** Options that every loss has; spread into the `properties` of its schema. */
export const lossWeightSchema = {
  lossWeight: { type: 'number', default: 1, description: 'Multiplies the loss (mmdetection: loss_weight).' },
} as const;

/** What a loss does with NaN; spread into the `properties` of its schema. */
export const nanSchema = {
  nan: {
    enum: ['throw', 'pass'],
    default: 'throw',
    description:
      'What happens when the loss is NaN or infinite: stop with a message that names the logit, or pass the number on (our choice).',
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

/** Options of every loss that is reduced as mmdetection reduces losses; spread into the `properties` of its schema. */
export const reducedLossSchema = { ...lossWeightSchema, ...reductionSchema, ...averageEpsilonSchema, ...nanSchema } as const;

/** Start probability of sigmoid classifiers of region heads. */
export const binaryPriorSchema = {
  prior: {
    type: 'number',
    exclusiveMinimum: 0,
    exclusiveMaximum: 1,
    default: 0.001,
    description: 'Probability at which the classifier starts: bias −ln((1 − π)/π) (tztztztztz/eqlv2, EQL heads: 0.001).',
  },
} as const;

/** Start probability of dense and federated classifiers. */
export const priorSchema = {
  prior: {
    type: 'number',
    exclusiveMinimum: 0,
    exclusiveMaximum: 1,
    default: 0.01,
    description: 'Probability at which the classifier starts: bias −ln((1 − π)/π) (Lin et al., ICCV 2017: 0.01).',
  },
} as const;

/** Which class counts a loss takes. */
export const countsSchema = {
  counts: {
    anyOf: [{ enum: ['instances', 'images'] }, { type: 'array', items: { type: 'number', minimum: 0 }, minItems: 1 }],
    default: 'instances',
    description:
      "Samples of each class: the training set's object counts, its image counts, or numbers of your own by class (object counts: official code of ECM, tztztztztz/eqlv2).",
  },
} as const;

/** Seed of a loss's own draws. */
export const seedSchema = {
  seed: { type: 'integer', default: 0, description: 'Seed of the draws; data-parallel workers take different ones (our choice).' },
} as const;
