import { drawText, fittingText, textSize } from './draw-text.js';
import { resizePicture } from './picture-files.js';
import { type Colour, Raster } from './raster.js';

/** One picture of a sheet. */
export interface SheetCell {
  readonly picture: Raster;
  readonly caption?: string;
}

/** How a sheet is laid out, in pixels. */
export interface SheetLayout {
  readonly columns: number;
  /** Width and height that each picture is fitted into. */
  readonly cell: number;
}

const gap = 6;
const captionScale = 2;
const paper: Colour = [255, 255, 255];
const ink: Colour = [30, 30, 30];

/** Puts pictures side by side, row by row, each with its caption below. */
export async function contactSheet(cells: readonly SheetCell[], { columns, cell }: SheetLayout): Promise<Raster> {
  const captionHeight = cells.some(({ caption }) => caption !== undefined) ? textSize('x', captionScale).height + gap : 0;
  const rows = Math.max(1, Math.ceil(cells.length / columns));
  const used = Math.max(1, Math.min(columns, cells.length));
  const width = used * (cell + gap) + gap;
  const height = rows * (cell + captionHeight + gap) + gap;
  const sheet = new Raster(width, height);
  sheet.fill({ left: 0, top: 0, right: width, bottom: height }, paper);
  for (const [index, { picture, caption = '' }] of cells.entries()) {
    const scale = Math.min(cell / picture.width, cell / picture.height);
    const [fittedWidth, fittedHeight] = [picture.width, picture.height].map((side) => Math.max(1, Math.round(side * scale)));
    const fitted = await resizePicture(picture, fittedWidth, fittedHeight);
    const left = gap + (index % columns) * (cell + gap);
    const top = gap + Math.floor(index / columns) * (cell + captionHeight + gap);
    sheet.paste(fitted, left + ((cell - fittedWidth) >> 1), top + ((cell - fittedHeight) >> 1));
    const text = fittingText(caption, cell, captionScale);
    drawText(sheet, text, { left, top: top + cell + gap / 2, scale: captionScale }, ink);
  }
  return sheet;
}
