import type { ImageInfo } from '@ecm/core';
import { expect, it } from 'vitest';

import { areEmpty, withoutDetections } from './no-detections.js';

it('tells whether any image has a box', () => {
  expect(areEmpty([])).toBe(true);
  expect(areEmpty([{ boxes: new Float32Array(0) }, { boxes: new Float32Array(4) }])).toBe(false);
});

it('gives every image its own empty detections, with masks where they are expected', () => {
  const infos = [{} as ImageInfo, {} as ImageInfo];
  expect(withoutDetections(infos, true).map(({ masks }) => masks)).toEqual([[], []]);
  expect(withoutDetections(infos, false)[0]).not.toHaveProperty('masks');
});
