/** A protocol as the page offers it. */
export interface ProtocolChoice {
  readonly name: string;
  readonly title: string;
  /** What the figures mean, in a sentence. */
  readonly note: string;
}

/** All protocols for LVIS and COCO result files, the usual ones first. */
export const PROTOCOL_CHOICES: readonly ProtocolChoice[] = [
  { name: 'lvis', title: 'LVIS', note: 'As lvis-api: federated annotations, the best 300 detections of each image.' },
  {
    name: 'coco',
    title: 'COCO',
    note: 'As pycocotools: every class is judged on every image; limits 1, 10, 100 for each image and class.',
  },
  { name: 'lvis-fixed', title: 'LVIS, fixed AP', note: 'The best 10,000 detections of each class over all images; none is cut by image.' },
  { name: 'lvis-pooled', title: 'LVIS, pooled AP', note: 'One curve over all classes: scores must be comparable between classes.' },
  { name: 'lvis-challenge-2021', title: 'LVIS challenge 2021', note: 'Fixed AP on boundaries, as the challenge of 2021 ranked.' },
  { name: 'boundary-lvis', title: 'Boundary AP, LVIS', note: 'As boundary-iou-api for LVIS.' },
  { name: 'boundary-coco', title: 'Boundary AP, COCO', note: 'As boundary-iou-api for COCO.' },
];
