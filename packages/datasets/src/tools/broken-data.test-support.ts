import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import sharp from 'sharp';

const image = (id: number) => ({
  id,
  file_name: `${id}.jpg`,
  width: 64,
  height: 48,
  neg_category_ids: [],
  not_exhaustive_category_ids: [],
});
const square = (x: number) => [x, 4, x + 20, 4, x + 20, 24, x, 24];
const annotation = (id: number, image_id: number) => ({
  id,
  image_id,
  category_id: 1 + (id % 2),
  bbox: [id, 4, 20, 20],
  area: 400,
  segmentation: [square(id)],
});

/** A good annotation file: four images, eight objects, two classes. */
const good = {
  images: [1, 2, 3, 4].map(image),
  annotations: [1, 2, 3, 4, 5, 6, 7, 8].map((id) => annotation(id, 1 + ((id - 1) % 4))),
  categories: [
    { id: 1, name: 'one', frequency: 'f' },
    { id: 2, name: 'two', frequency: 'f' },
  ],
};
type File = typeof good;
type Change = (file: File, folder: string) => unknown;

const first = (change: object): Change => {
  return (file) => ({ ...file, annotations: [{ ...file.annotations[0], ...change }, ...file.annotations.slice(1)] });
};

/** Ten ways in which data sets are broken, the huge image being one of more than a million pixels; each gives the file's new content, or its text. */
export const brokenData: Readonly<Record<string, Change>> = {
  'missing image file': async (file, folder) => {
    await rm(path.join(folder, '1.jpg'));
    return file;
  },
  'truncated JSON': (file) => JSON.stringify(file).slice(0, -300),
  'unknown category': first({ category_id: 99 }),
  'empty polygons': first({ segmentation: [] }),
  'zero-area boxes': first({ bbox: [4, 4, 0, 20], area: 0 }),
  'duplicate ids': first({ id: 2 }),
  'huge image': async (file, folder) => {
    const picture = sharp({ create: { width: 1200, height: 900, channels: 3, background: 'navy' } });
    await picture.jpeg().toFile(path.join(folder, '1.jpg'));
    return { ...file, images: [{ ...image(1), width: 1200, height: 900 }, ...file.images.slice(1)] };
  },
  'corrupt JPEG': async (file, folder) => {
    const bytes = await readFile(path.join(folder, '1.jpg'));
    await writeFile(path.join(folder, '1.jpg'), bytes.subarray(0, bytes.length / 2));
    return file;
  },
  'no annotations': (file) => ({ ...file, annotations: [] }),
  'wrong encoding': (file) =>
    Buffer.from(JSON.stringify({ ...file, categories: [{ ...file.categories[0], name: 'été' }, file.categories[1]] }), 'latin1'),
};

/** A broken data set on the disk. */
export interface BrokenFolder {
  readonly folder: string;
  readonly annotations: string;
}

/** Makes a data set that is broken in one way. @param name key of `brokenData`; anything else makes a good one */
export async function brokenFolder(name: string): Promise<BrokenFolder> {
  const folder = await mkdtemp(path.join(tmpdir(), 'ecm-broken-'));
  const noise = Uint8Array.from({ length: 64 * 48 * 3 }, (_, i) => (i * 7919) % 251);
  for (const { file_name: file } of good.images)
    await sharp(noise, { raw: { width: 64, height: 48, channels: 3 } })
      .jpeg()
      .toFile(path.join(folder, file));
  const change = Object.entries(brokenData).find(([key]) => key === name)?.[1];
  const content = (await change?.(good, folder)) ?? good;
  const annotations = path.join(folder, 'train.json');
  await writeFile(annotations, typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content));
  return { folder, annotations };
}
