/** By what detections and ground truths are compared. */
type IouType = 'bbox' | 'segm' | 'boundary';

const iou = (comparedBy: IouType) =>
  ({
    type: 'array',
    items: { enum: ['bbox', 'segm', 'boundary'] },
    minItems: 1,
    uniqueItems: true,
    default: [comparedBy],
    description: 'What detections and ground truths are compared by; one result each.',
  }) as const;

/** Options of the protocols that take the best detections of each image over all classes, as lvis-api does. */
export const lvisOptions = (comparedBy: IouType) =>
  ({
    iou: iou(comparedBy),
    maxDetections: {
      type: 'integer',
      default: 300,
      description: 'Most detections of an image over all classes, −1 for no limit. Source: lvis-api, lvis/eval.py.',
    },
    classAgnostic: { type: 'boolean', default: false, description: 'Judge all classes as one (use_cats = 0 of lvis-api).' },
    areaFromBox: {
      type: 'boolean',
      default: false,
      description: 'Sort mask detections into area ranges by their box, as lvis-api does when results carry one; detectron2 removes it.',
    },
  }) as const;

/** Options of the protocols that take the best detections of each class over all images (Dave et al. 2021). */
export const fixedOptions = (comparedBy: IouType) =>
  ({
    iou: iou(comparedBy),
    detectionsPerCategory: {
      type: 'integer',
      default: 10000,
      description: 'Most detections of a class over all images. Source: Dave et al. 2021, large-vocab-devil.',
    },
    maxDetections: {
      type: 'integer',
      default: -1,
      description: 'Most detections of an image, applied before; −1 for no limit. Source: large-vocab-devil, evaluate_ap_fixed.py.',
    },
  }) as const;

/** Options of the protocols that take the best detections of each image and class, as pycocotools does. */
export const cocoOptions = (comparedBy: IouType) =>
  ({
    iou: iou(comparedBy),
    maxDetections: {
      type: 'array',
      items: { type: 'integer', minimum: 1 },
      minItems: 1,
      default: [1, 10, 100],
      description: 'Limits on the detections of each image and class, side by side. Source: pycocotools, cocoeval.py.',
    },
    areaFromBox: {
      type: 'boolean',
      default: false,
      description: 'Sort mask detections into area ranges by their box; mmdetection removes it for COCO masks.',
    },
  }) as const;
