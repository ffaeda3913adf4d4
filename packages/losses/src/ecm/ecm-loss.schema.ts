import type { FromSchema } from 'json-schema-to-ts';

import { averageEpsilonSchema, lossWeightSchema, nanSchema } from '../fused/loss-config.js';

/** Options of the effective class-margin loss. */
export const ecmLossSchema = {
  title: 'EcmLoss',
  description: 'Effective class-margin loss of region heads (Tables 1, 2 and 5).',
  type: 'object',
  properties: {
    type: { const: 'ecm' },
    backgroundRatio: {
      anyOf: [{ type: 'number', exclusiveMinimum: 0 }, { const: 'measure' }],
      default: 6.3313,
      description:
        'Background rows per foreground row r, so that the background counts r · Σ n; "measure": counted on the first batches, then ' +
        'frozen (paper, supplement F, Eq. (35)–(37); 6.3313 is the constant of the official configs, called fg_bg_ratio there).',
    },
    counts: {
      anyOf: [{ enum: ['instances', 'images'] }, { type: 'array', items: { type: 'number', minimum: 0 }, minItems: 1 }],
      default: 'instances',
      description:
        "Samples of each class: the training set's object counts, its image counts, or numbers of your own by class (official code: object " +
        'counts, in a file called lvis_v1_image_count.pkl).',
    },
    detectionWeight: {
      enum: ['lower', 'upper', 'one'],
      default: 'lower',
      description: 'Which number of the interval of Theorem 2 at R = 1 is the detection weight m (official ecm_utils.py: the lower end).',
    },
    classReduction: {
      enum: ['sum', 'mean'],
      default: 'sum',
      description: 'Sum over the C + 1 entries, or their mean (official code: sum; paper, Eq. (4): mean).',
    },
    testScore: {
      enum: ['sigmoid', 'sigmoid2', 'surrogate'],
      default: 'sigmoid',
      description: 'Score of a logit f: σ(f), σ(2f), the base score of the paper, or the surrogate ŝ (official code: σ(f)).',
    },
    foregroundCalibration: {
      type: 'boolean',
      default: true,
      description: 'Multiply class scores by 1 − background score (paper, supplement F).',
    },
    useLabelWeights: {
      type: 'boolean',
      default: false,
      description: 'Honour row weights and the average factor instead of dividing by the number of rows (official code: ignores both).',
    },
    hierarchyTargets: {
      type: 'boolean',
      default: false,
      description: 'Make the ancestors of a class positive, too, along the class tree (as the OpenImages baseline of Table 5 does).',
    },
    hierarchyIgnore: {
      type: 'boolean',
      default: false,
      description: 'Leave the descendants of a class out of its rows, along the class tree (as the OpenImages baseline of Table 5 does).',
    },
    parents: {
      type: 'array',
      items: { type: 'integer', minimum: -1 },
      description:
        'Class tree for the two hierarchy options: the parent of each class, −1 for none (our choice). Absent: the hierarchy of the training set.',
    },
    ...lossWeightSchema,
    ...averageEpsilonSchema,
    ...nanSchema,
  },
  required: ['type'],
  additionalProperties: false,
} as const;

/** Config of the effective class-margin loss. */
export type EcmLossConfig = FromSchema<typeof ecmLossSchema>;
