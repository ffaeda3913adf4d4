import { expect, it } from 'vitest';

import { checkedRecord } from './checked-record.js';

const record = { image_id: 1, category_id: 2, score: 0.5, bbox: [1, 2, 3, 4] };

it('takes null as the absence of a member', () => {
  expect(checkedRecord({ ...record, segmentation: null }, 'result 1')).toEqual({ box: [1, 2, 3, 4], mask: undefined });
  const masked = checkedRecord({ ...record, bbox: null, segmentation: { size: [3, 4], counts: [12] } }, 'result 1');
  // 12 zeros are one character of the code (specification 5.2).
  expect(masked).toEqual({ box: undefined, mask: { height: 3, width: 4, counts: new TextEncoder().encode('<') } });
});

it.each([
  ['no score', { ...record, score: undefined }],
  ['a score that is no number', { ...record, score: NaN }],
  ['a text as id', { ...record, image_id: '1' }],
  ['three numbers as box', { ...record, bbox: [1, 2, 3] }],
  ['a box with a gap', { ...record, bbox: [1, 2, null, 4] }],
  ['neither box nor mask', { ...record, bbox: [], segmentation: [[1, 2, 3, 4, 5, 6]] }],
  ['a mask without a width', { ...record, segmentation: { size: [3], counts: '<' } }],
  ['negative run lengths', { ...record, segmentation: { size: [3, 4], counts: [13, -1] } }],
])('refuses %s', (_, wrong) => {
  expect(() => checkedRecord(wrong, 'result 7')).toThrow(/^detections, result 7: /u);
});
