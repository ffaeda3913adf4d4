import { describe, expect, it } from 'vitest';

import { placeTag } from './place-tag.js';

const picture = { width: 100, height: 100 };
const tag = { width: 30, height: 10 };
const box = { left: 20, top: 40, right: 60, bottom: 80 };

describe('placeTag', () => {
  it('prefers the place above the box', () => {
    expect(placeTag(box, tag, picture, [])).toEqual({ left: 20, top: 30, right: 50, bottom: 40 });
  });

  it('goes inside when there is no room above, and stays inside the picture', () => {
    expect(placeTag({ left: 90, top: 4, right: 100, bottom: 30 }, tag, picture, [])).toEqual({ left: 70, top: 4, right: 100, bottom: 14 });
  });

  it('avoids other tags, and covers as little as possible if it must', () => {
    const above = { left: 0, top: 25, right: 100, bottom: 41 };
    expect(placeTag(box, tag, picture, [above])).toMatchObject({ top: 80 });
    const everything = { left: 0, top: 0, right: 100, bottom: 95 };
    expect(placeTag({ ...box, bottom: 90 }, tag, picture, [everything])).toMatchObject({ top: 90 });
  });
});
