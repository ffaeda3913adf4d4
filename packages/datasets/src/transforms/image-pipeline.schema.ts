import type { FromSchema } from 'json-schema-to-ts';

const pixelTriple = { type: 'array', items: { type: 'number' }, minItems: 3, maxItems: 3 } as const;

/** Options of the way from an image file to the network input, for training and testing. */
export const imagePipelineSchema = {
  type: 'object',
  description: 'Decode, resize, mirror, change brightness, normalise, pad: in this order. Testing takes the first scale and no chance.',
  properties: {
    scales: {
      type: 'array',
      items: { type: 'integer', minimum: 1 },
      default: [640, 672, 704, 736, 768, 800],
      description: 'Lengths of the shorter side, one drawn for each image; empty keeps sizes. LVIS configs of mmdetection.',
    },
    maxLongSide: { type: 'integer', minimum: 1, default: 1333, description: 'Limit of the longer side; LVIS configs of mmdetection.' },
    flip: { type: 'number', minimum: 0, maximum: 1, default: 0.5, description: 'Probability of a mirror image; mmdetection.' },
    brightness: {
      type: 'number',
      minimum: 0,
      maximum: 1,
      default: 0,
      description: 'Levels times 1 − b … 1 + b. mmdetection trains LVIS without; the mini world uses it.',
    },
    mean: { ...pixelTriple, default: [123.675, 116.28, 103.53], description: 'Mean in levels, in channelOrder; torchvision.' },
    std: { ...pixelTriple, default: [58.395, 57.12, 57.375], description: 'Standard deviation in levels, in channelOrder; torchvision.' },
    channelOrder: { enum: ['rgb', 'bgr'], default: 'rgb', description: 'Channels of the network input; Caffe weights want bgr.' },
    padDivisor: {
      type: 'integer',
      minimum: 1,
      default: 32,
      description: 'Sides are padded to a multiple; largest stride of the FPN levels.',
    },
  },
  additionalProperties: false,
} as const;

/** Options with defaults filled in. */
export type ImagePipelineOptions = Required<FromSchema<typeof imagePipelineSchema>>;
