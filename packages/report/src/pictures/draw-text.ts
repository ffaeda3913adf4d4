import { characterColumns, characterHeight, characterWidth } from './dot-matrix.js';
import type { Colour, Raster } from './raster.js';

/** Size of a text in pixels. */
export interface TextSize {
  readonly width: number;
  readonly height: number;
}

/** @param scale pixels per dot */
export function textSize(text: string, scale: number): TextSize {
  const characters = plain(text).length;
  return { width: Math.max(0, characters * (characterWidth + 1) - 1) * scale, height: characterHeight * scale };
}

/**
 * Writes one line of text. Letters lose their accents; what is not ASCII then becomes a question mark.
 *
 * @param left left edge of the first character
 * @param top upper edge of capital letters
 * @param scale pixels per dot
 */
export function drawText(
  raster: Raster,
  text: string,
  { left, top, scale }: { left: number; top: number; scale: number },
  colour: Colour,
): void {
  plain(text).forEach((character, index) => {
    characterColumns(character).forEach((bits, column) => {
      const x = left + (index * (characterWidth + 1) + column) * scale;
      for (let row = 0; row < characterHeight; row++) {
        if (((bits >> row) & 1) === 0) continue;
        const y = top + row * scale;
        raster.fill({ left: x, top: y, right: x + scale, bottom: y + scale }, colour);
      }
    });
  });
}

/** Shortens a text to a width, with two dots at its end. */
export function fittingText(text: string, width: number, scale: number): string {
  if (textSize(text, scale).width <= width) return text;
  const characters = Math.floor((width / scale + 1) / (characterWidth + 1));
  return `${plain(text)
    .slice(0, Math.max(0, characters - 2))
    .join('')}..`;
}

function plain(text: string): string[] {
  return Array.from(text.normalize('NFD').replace(/\p{Mark}/gu, ''));
}
