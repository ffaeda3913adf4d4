import type { PixelRectangle } from './raster.js';
import type { TextSize } from './draw-text.js';

/**
 * Finds a place for an object's tag: above its box, else inside at the top, below, or inside at the bottom; the first place inside
 * the picture that no other tag covers. If all are taken, the one that covers least.
 *
 * @param taken places of the tags so far
 */
export function placeTag(box: PixelRectangle, tag: TextSize, picture: TextSize, taken: readonly PixelRectangle[]): PixelRectangle {
  const left = Math.max(0, Math.min(box.left, picture.width - tag.width));
  const rightAligned = Math.max(0, Math.min(box.right - tag.width, picture.width - tag.width));
  const tops = [box.top - tag.height, box.top, box.bottom, box.bottom - tag.height];
  const candidates = [left, rightAligned].flatMap((x) =>
    tops
      .filter((top) => top >= 0 && top + tag.height <= picture.height)
      .map((top) => ({ left: x, top, right: x + tag.width, bottom: top + tag.height })),
  );
  const fallback = { left, top: 0, right: left + tag.width, bottom: tag.height };
  const covered = (place: PixelRectangle): number => taken.reduce((sum, other) => sum + commonArea(place, other), 0);
  return candidates.reduce((best, place) => (covered(place) < covered(best) ? place : best), candidates[0] ?? fallback);
}

function commonArea(a: PixelRectangle, b: PixelRectangle): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return width > 0 && height > 0 ? width * height : 0;
}
