import type { ProblemAction, ProblemKind } from './data-report.js';

const kind = (name: string, action: ProblemAction, meaning: string): ProblemKind => ({ kind: name, action, meaning });

/** The kinds of problems that reading an annotation file counts. */
export const problemKinds = {
  unknownImage: kind('unknown-image', 'skipped', 'The annotation names an image that the file does not list.'),
  unknownCategory: kind('unknown-category', 'skipped', 'The annotation names a category that the file does not list.'),
  badBox: kind('bad-box', 'skipped', 'The annotation has no box of four finite numbers.'),
  zeroArea: kind(
    'zero-area-box',
    'kept',
    'The box or its area is empty; training leaves the object out, evaluation treats it as the protocol says.',
  ),
  shortPolygon: kind(
    'short-polygon',
    'repaired',
    'A polygon has fewer than three points or an odd count of numbers; it was left out of the mask.',
  ),
  badSegmentation: kind('bad-segmentation', 'repaired', 'The segmentation is empty or not readable; the object has a box but no mask.'),
} as const;
