import { html, type Markup } from '../html/markup.js';
import type { Section } from '../html/page.js';
import type { RunRecord } from '../record/run-record.js';
import { pictureFigure } from './picture-figure.js';

/** Pictures with their ground truth and, beside it, what each run found. */
export async function gallerySection(runs: readonly RunRecord[]): Promise<Section | undefined> {
  const shown = runs.flatMap(({ name, gallery = [] }) => (gallery.length === 0 ? [] : [{ name, gallery }]));
  if (shown.length === 0) return undefined;
  const rows: Markup[] = [];
  for (const [index, { caption, picture, truth }] of shown[0].gallery.entries()) {
    const cells = [await pictureFigure(picture, truth, `${caption}: ground truth`)];
    for (const { name, gallery } of shown) {
      const item = gallery[index] as (typeof gallery)[number] | undefined;
      if (item !== undefined) cells.push(await pictureFigure(item.picture, item.predictions, name));
    }
    const columns = `grid-template-columns:repeat(${Math.max(cells.length, 3)}, 1fr)`;
    rows.push(html`<div class="gallery" style="${columns}">${cells}</div> `);
  }
  const body = html`<p class="soft">Colours stand for classes; numbers are scores.</p>
    ${rows}`;
  return { id: 'gallery', title: 'Pictures', body };
}
