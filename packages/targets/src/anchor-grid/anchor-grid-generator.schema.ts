import type { FromSchema } from 'json-schema-to-ts';

const positiveNumbers = { type: 'array', items: { type: 'number', exclusiveMinimum: 0 }, minItems: 1 } as const;

/** Options of the anchors that every cell of a feature map carries. */
export const anchorGridGeneratorSchema = {
  title: 'AnchorGridGenerator',
  description: 'Anchors of fixed scales and ratios around every cell of every level.',
  type: 'object',
  properties: {
    type: { const: 'anchor-grid' },
    scales: {
      anyOf: [
        positiveNumbers,
        {
          type: 'object',
          properties: {
            octaveBase: { type: 'number', exclusiveMinimum: 0, description: 'Scale of the first anchor (octave_base_scale).' },
            perOctave: { type: 'integer', minimum: 1, description: 'Anchors between a scale and its double (scales_per_octave).' },
          },
          required: ['octaveBase', 'perOctave'],
          additionalProperties: false,
        },
      ],
      default: [8],
      description:
        'Sizes relative to the base size, as a list or as steps of an octave. 8 in the RPN of mmdetection (faster_rcnn_r50_fpn.py); ' +
        'octave base 8, one per octave, in ATSS and VarifocalNet.',
    },
    ratios: {
      ...positiveNumbers,
      default: [0.5, 1, 2],
      description: 'Height divided by width (RPN of mmdetection: 0.5, 1, 2; ATSS and VarifocalNet: 1).',
    },
    baseSizes: {
      ...positiveNumbers,
      description: 'Side in pixels of a square anchor of scale 1, one per level; the strides if absent (mmdetection, base_sizes).',
    },
    centerOffset: {
      type: 'number',
      minimum: 0,
      maximum: 1,
      default: 0,
      description: 'Centre of the anchors of a cell as a share of the base size; 0 puts it on the corner (mmdetection, center_offset).',
    },
    scaleMajor: {
      type: 'boolean',
      default: true,
      description: 'Order of the anchors of a cell: ratios outside and scales inside, or the other way round (mmdetection, scale_major).',
    },
  },
  required: ['type'],
  additionalProperties: false,
} as const;

/** Config of `anchor-grid`. */
export type AnchorGridGeneratorConfig = FromSchema<typeof anchorGridGeneratorSchema>;
