import { describe, expect, it } from 'vitest';

import { annotationRecord, imageRecord, objectMasks } from './annotation-records.js';

describe('objectMasks', () => {
  it('takes the pixels on which an object is on top, column by column', () => {
    // Rows of a 3 × 3 picture; object 1 lies under object 2.
    const owners = Int16Array.of(1, 1, 0, 1, 2, 2, 0, 2, 2);
    expect(objectMasks({ pixels: new Uint8Array(27), owners, numbers: [2, 1] }, 3)).toEqual([
      { height: 3, width: 3, counts: Uint32Array.of(4, 2, 1, 2) },
      { height: 3, width: 3, counts: Uint32Array.of(0, 2, 1, 1, 5) },
    ]);
  });
});

describe('annotationRecord', () => {
  it('holds box, area and compressed run lengths', () => {
    // Worked example of the mask codec: a square of 3 × 3 pixels at (1, 1) of a picture 6 high and 5 wide.
    const mask = { height: 6, width: 5, counts: Uint32Array.of(7, 3, 3, 3, 3, 3, 8) };
    expect(annotationRecord(9, 4, 6, mask)).toEqual({
      id: 9,
      image_id: 4,
      category_id: 7,
      bbox: [1, 1, 3, 3],
      area: 9,
      iscrowd: 0,
      segmentation: { size: [6, 5], counts: '7330005' },
    });
  });
});

describe('imageRecord', () => {
  it('names the file as LVIS v1 does, by the last two parts of an address', () => {
    const record = imageRecord('val', 6, 1007, 96, { labels: [2], unlabelled: 2, negatives: [0, 5] });
    expect(record).toMatchObject({
      id: 1007,
      file_name: 'val/000007.png',
      coco_url: expect.stringMatching(/\/val\/000007\.png$/),
      neg_category_ids: [1, 6],
      not_exhaustive_category_ids: [3],
    });
  });
});
