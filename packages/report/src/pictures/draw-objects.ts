import type { RunLengthMask } from '@ecm/core';
import { decodeMask } from '@ecm/geometry';

import { classColour, readableOn } from './class-colours.js';
import { drawText, fittingText, textSize } from './draw-text.js';
import type { DrawnObject } from './drawn-object.js';
import { resizePicture } from './picture-files.js';
import { placeTag } from './place-tag.js';
import type { Colour, PixelRectangle, Raster } from './raster.js';

const maskShare = 0.3;
const tagPadding = 2;

/** The side that small pictures are enlarged to, so that tags can be read. */
const comfortableSide = 480;

/**
 * Draws objects onto a copy of a picture: masks tinted with a rim, boxes, and tags with class and score, one colour per class.
 * Small pictures are enlarged by a whole factor first (96 → 480 pixels), so that the tags are legible.
 *
 * @param picture left as it is
 * @param objects boxes and masks in the picture's pixels
 */
export async function drawObjects(picture: Raster, objects: readonly DrawnObject[]): Promise<Raster> {
  const factor = Math.max(1, Math.floor(comfortableSide / Math.max(picture.width, picture.height)));
  const raster = await resizePicture(picture, picture.width * factor, picture.height * factor);
  // Best last, so that it lies on top.
  const ordered = [...objects].sort((a, b) => (a.score ?? 1) - (b.score ?? 1));
  for (const { mask, label } of ordered) if (mask !== undefined) drawMask(raster, mask, factor, classColour(label));
  const boxes = ordered.map(({ box }) => pixelBox(box, factor));
  const lineWidth = Math.max(2, Math.round(Math.max(raster.width, raster.height) / 320));
  boxes.forEach((box, index) => {
    raster.outline(box, classColour(ordered[index].label), lineWidth);
  });
  const scale = Math.max(raster.width, raster.height) >= 1000 ? 3 : 2;
  const taken: PixelRectangle[] = [];
  for (let index = ordered.length - 1; index >= 0; index--) taken.push(drawTag(raster, ordered[index], boxes[index], scale, taken));
  return raster;
}

function pixelBox([x1, y1, x2, y2]: DrawnObject['box'], factor: number): PixelRectangle {
  const [left, top, right, bottom] = [x1, y1, x2, y2].map((value) => Math.round(value * factor));
  return { left, top, right: Math.max(right, left + 1), bottom: Math.max(bottom, top + 1) };
}

function drawMask(raster: Raster, mask: RunLengthMask, factor: number, colour: Colour): void {
  const bitmap = decodeMask(mask);
  const { width, height } = mask;
  const inside = (x: number, y: number): boolean => x >= 0 && y >= 0 && x < width && y < height && bitmap[y * width + x] === 1;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (!inside(x, y)) continue;
      const [left, top] = [x * factor, y * factor];
      const square = { left, top, right: left + factor, bottom: top + factor };
      raster.fill(square, colour, maskShare);
      // The rim: a line along every side that borders on something else.
      if (!inside(x - 1, y)) raster.fill({ ...square, right: left + 1 }, colour);
      if (!inside(x + 1, y)) raster.fill({ ...square, left: left + factor - 1 }, colour);
      if (!inside(x, y - 1)) raster.fill({ ...square, bottom: top + 1 }, colour);
      if (!inside(x, y + 1)) raster.fill({ ...square, top: top + factor - 1 }, colour);
    }
  }
}

function drawTag(
  raster: Raster,
  object: DrawnObject,
  box: PixelRectangle,
  scale: number,
  taken: readonly PixelRectangle[],
): PixelRectangle {
  const colour = classColour(object.label);
  const score = object.score === undefined ? '' : ` ${object.score.toFixed(2).replace(/^0/, '')}`;
  const room = raster.width - 2 * tagPadding;
  const text = `${fittingText(object.name.replaceAll('_', ' '), room - textSize(score, scale).width, scale)}${score}`;
  const size = textSize(text, scale);
  const tag = { width: size.width + 2 * tagPadding, height: size.height + 2 * tagPadding };
  const place = placeTag(box, tag, raster, taken);
  raster.fill(place, colour);
  drawText(raster, text, { left: place.left + tagPadding, top: place.top + tagPadding, scale }, readableOn(colour));
  return place;
}
