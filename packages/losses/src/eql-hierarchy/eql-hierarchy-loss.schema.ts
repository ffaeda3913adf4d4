import type { FromSchema } from 'json-schema-to-ts';

import { lossWeightSchema, nanSchema, priorSchema } from '../fused/loss-config.js';

/** Options of the equalization loss with class hierarchy. */
export const eqlHierarchyLossSchema = {
  title: 'EqlHierarchyLoss',
  description: 'Equalization loss with class hierarchy, the OpenImages baseline of Table 5.',
  type: 'object',
  properties: {
    type: { const: 'eql-hierarchy' },
    frequentCategories: {
      type: 'integer',
      minimum: 0,
      default: 200,
      description: 'The so many most frequent classes keep their negatives on all rows; 0: no class does (UniDet: EQL_FREQ_CAT).',
    },
    equalize: {
      type: 'boolean',
      default: true,
      description: 'Leave out the negatives of the other classes on foreground rows (UniDet: USE_EQL_LOSS).',
    },
    positiveParents: {
      type: 'boolean',
      default: true,
      description: 'Ancestors of a class become positive, otherwise they are left out (UniDet: HIERARCHY_POS_PARENTS).',
    },
    ignoreDescendants: {
      type: 'boolean',
      default: true,
      description: 'Leave descendants of a class out of its rows (UniDet: HIERARCHY_IGNORE).',
    },
    parents: {
      type: 'array',
      items: { type: 'integer', minimum: -1 },
      description:
        'Class tree: the parent of each class, −1 for none (UniDet: get_oid_hierarchy.py). Absent: the hierarchy of the training set.',
    },
    ...lossWeightSchema,
    ...priorSchema,
    ...nanSchema,
  },
  required: ['type'],
  additionalProperties: false,
} as const;

/** Config of the equalization loss with class hierarchy. */
export type EqlHierarchyLossConfig = FromSchema<typeof eqlHierarchyLossSchema>;
