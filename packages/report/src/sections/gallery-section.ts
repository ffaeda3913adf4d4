import sharp from 'sharp';

import { html, type Markup } from '../html/markup.js';
import type { Section } from '../html/page.js';
import { drawObjects } from '../pictures/draw-objects.js';
import type { DrawnObject } from '../pictures/drawn-object.js';
import type { Raster } from '../pictures/raster.js';
import type { RunRecord } from '../record/run-record.js';

/** Pictures with their ground truth and, beside it, what each run found. */
export async function gallerySection(runs: readonly RunRecord[]): Promise<Section | undefined> {
  const shown = runs.flatMap(({ name, gallery = [] }) => (gallery.length === 0 ? [] : [{ name, gallery }]));
  if (shown.length === 0) return undefined;
  const rows: Markup[] = [];
  for (const [index, { caption, picture, truth }] of shown[0].gallery.entries()) {
    const cells = [await cell(picture, truth, `${caption}: ground truth`)];
    for (const { name, gallery } of shown) {
      const item = gallery[index] as (typeof gallery)[number] | undefined;
      if (item !== undefined) cells.push(await cell(item.picture, item.predictions, name));
    }
    const columns = `grid-template-columns:repeat(${Math.max(cells.length, 3)}, 1fr)`;
    rows.push(html`<div class="gallery" style="${columns}">${cells}</div> `);
  }
  const body = html`<p class="soft">Colours stand for classes; numbers are scores.</p>
    ${rows}`;
  return { id: 'gallery', title: 'Pictures', body };
}

async function cell(picture: Raster, objects: readonly DrawnObject[], caption: string): Promise<Markup> {
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
