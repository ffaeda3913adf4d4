/** Options that all data sets read from annotation files share. */
export const fileDatasetProperties = {
  name: { type: 'string', default: '', description: 'Name in messages and reports; empty takes the name of the annotation file.' },
  annotations: { type: 'string', minLength: 1, description: 'Annotation file, absolute or relative to the data root.' },
  images: { type: 'string', default: '.', description: 'Folder of the images, absolute or relative to the data root.' },
  segmentations: {
    type: 'boolean',
    default: true,
    description: 'Keep masks in memory. Detectors of boxes do not need them; our choice of a default serves both kinds.',
  },
  onlyAnnotated: {
    type: 'boolean',
    default: false,
    description: 'Leave out images without annotations; for training (mmdetection, filter_empty_gt), never for testing.',
  },
  minSide: {
    type: 'integer',
    minimum: 0,
    default: 0,
    description: 'Leave out images with a shorter side of fewer pixels; mmdetection trains with 32 and tests with all.',
  },
} as const;
