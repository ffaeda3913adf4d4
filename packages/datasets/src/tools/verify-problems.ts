import type { ProblemAction, ProblemKind } from '../annotations/data-report.js';

const kind = (name: string, meaning: string, action: ProblemAction = 'kept'): ProblemKind => ({ kind: name, action, meaning });

/** The kinds of problems that a check of an annotation file finds. */
export const verifyProblems = {
  badImage: kind('bad-image-record', 'An image has no id, no size or no file name; reading the file fails there.', 'skipped'),
  doubleImage: kind('double-image-id', 'Two images have the same id; reading the file fails there.'),
  doubleFile: kind('double-file-name', 'Two images have the same file name.'),
  badCategory: kind('bad-category-record', 'A category has no id or no name; reading the file fails there.', 'skipped'),
  doubleCategory: kind('double-category', 'Two categories have the same id or the same name.'),
  unusedCategory: kind('category-without-objects', 'No annotation is of this category.', 'noted'),
  gaps: kind(
    'category-ids-with-gaps',
    'Ids do not run from 1 without gaps; labels are positions in the sorted list of ids, not ids minus 1.',
    'noted',
  ),
  noAnnotations: kind('no-annotations', 'The file has no annotations: it can neither train nor judge.'),
  emptyImage: kind('image-without-objects', 'No annotation is on this image; training can leave it out (onlyAnnotated).', 'noted'),
  badRecord: kind('unreadable-record', 'A record is not JSON, holds NaN, or is not UTF-8; reading the file fails there.', 'skipped'),
  unknownListed: kind(
    'unknown-category-in-list',
    'A list of present, absent or not exhaustive classes names a category that is not listed.',
  ),
  onNegativeList: kind('object-on-negative-list', 'An object is of a class that its image lists as verified absent.'),
  badArea: kind('negative-area', 'The area is negative; training leaves the object out.'),
  largeId: kind('id-beyond-2^53', 'An id has more digits than a number keeps; `ecm data merge` gives such records small ids.'),
  doubleAnnotation: kind('double-annotation-id', 'Two annotations have the same id; `ecm data merge` numbers them anew.'),
  outside: kind('box-outside', 'The box does not meet its image; training leaves the object out.'),
  overBorder: kind('box-over-border', 'The box reaches more than a pixel beyond its image; training cuts it off.'),
  selfTouching: kind('self-touching-polygon', 'An outline meets itself; where it overlaps, the mask has holes.'),
  emptyMask: kind('empty-mask', 'The segmentation sets no pixel of the image.'),
  wrongMaskSize: kind('wrong-mask-size', 'Run lengths are of another size than the image; the image cannot be used for masks.'),
  missingFile: kind('missing-image-file', 'The image file is not in the image folder.'),
  damagedFile: kind('damaged-image-file', 'The image file cannot be decoded.'),
  wrongSize: kind('wrong-image-size', 'The picture has another size than the record says (after its EXIF orientation).'),
} as const;
