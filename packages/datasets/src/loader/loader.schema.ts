import type { FromSchema } from 'json-schema-to-ts';

/** Options of a loader. */
export const loaderSchema = {
  type: 'object',
  description: 'How batches are made. None of these options changes what a batch contains.',
  properties: {
    workers: {
      type: 'integer',
      minimum: 0,
      default: 0,
      description: 'Threads that make batches; 0 uses the main thread, which suits small images. mmdetection uses 2 per device.',
    },
    prefetch: { type: 'integer', minimum: 1, default: 2, description: 'Batches made ahead for each thread; our choice.' },
    cacheMegabytes: {
      type: 'number',
      minimum: 0,
      default: 0,
      description: 'Memory for decoded pictures, for sets that fit into it; our choice is none.',
    },
    maxFailures: {
      type: 'integer',
      minimum: 0,
      default: 10,
      description: 'Image files that may be unusable before the run stops; training takes other images in their place. Our choice.',
    },
    maxPixels: {
      type: 'integer',
      minimum: 1,
      default: 100_000_000,
      description: 'Larger pictures are refused, because one of them can take all memory; our choice, a hundred megapixels.',
    },
  },
  additionalProperties: false,
} as const;

/** Options with defaults filled in. */
export type LoaderOptions = Required<FromSchema<typeof loaderSchema>>;
