import sharp from 'sharp';

import { html, type Markup } from '../html/markup.js';
import { drawObjects } from '../pictures/draw-objects.js';
import type { DrawnObject } from '../pictures/drawn-object.js';
import type { Raster } from '../pictures/raster.js';

/** A picture with objects drawn on it, as part of the page. */
export async function pictureFigure(picture: Raster, objects: readonly DrawnObject[], caption: string): Promise<Markup> {
  const { pixels, width, height } = await drawObjects(picture, objects);
  // Enlarged pictures need far fewer bytes as WebP than as PNG: 11 kB against 373 kB for images of 96 pixels.
  const bytes = await sharp(pixels, { raw: { width, height, channels: 3 } })
    .webp({ quality: 82 })
    .toBuffer();
  const source = `data:image/webp;base64,${bytes.toString('base64')}`;
  return html`<figure>
    <figcaption>${caption}</figcaption>
    <img src="${source}" width="${width}" height="${height}" alt="${caption}" loading="lazy" />
  </figure>`;
}
