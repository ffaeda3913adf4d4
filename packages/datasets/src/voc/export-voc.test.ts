import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';

import { convertVoc } from '../tools/convert-voc.js';
import { exportVoc } from './export-voc.js';

const folder = mkdtempSync(path.join(tmpdir(), 'ecm-voc-'));
const at = (name: string): string => path.join(folder, name);
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const file = {
  images: [
    { id: 1, width: 30, height: 20, file_name: 'ä & b.png' },
    { id: 2, width: 30, height: 20, file_name: 'ö.png' },
  ],
  annotations: [
    { id: 1, image_id: 1, category_id: 1, bbox: [0, 0, 5, 6], area: 30, iscrowd: 0 },
    { id: 2, image_id: 1, category_id: 2, bbox: [3.25, 4, 5, 6], area: 30, iscrowd: 0, ignore: 1 },
  ],
  categories: [
    { id: 1, name: 'cat <1>' },
    { id: 2, name: 'été' },
  ],
};

describe('exportVoc', () => {
  it('calls the list after the file where it gets no name', async () => {
    writeFileSync(at('val.json.gz'), gzipSync(JSON.stringify(file)));
    await exportVoc(at('val.json.gz'), { folder: at('unnamed') });
    expect(readFileSync(at('unnamed/ImageSets/Main/val.txt'), 'utf8')).toBe('ä & b\nö\n');
  });

  it('writes a folder that reads back to the same boxes', async () => {
    writeFileSync(at('all.json'), JSON.stringify(file));
    const picture = sharp({ create: { width: 30, height: 20, channels: 3, background: 'navy' } });
    // Read back, ids are positions in the sorted list of names.
    for (const { file_name: name } of file.images) await picture.clone().toFile(at(name));
    const report = await exportVoc(at('all.json'), { folder: at('voc'), split: 'train', images: folder });
    expect([report.images, report.annotations, report.problems]).toEqual([2, 2, []]);
    const xml = readFileSync(at('voc/Annotations/ä & b.xml'), 'utf8');
    expect(xml).toContain('<filename>ä &amp; b.png</filename>');
    expect(xml).toContain('<xmin>4.25</xmin>');
    const voc = { folder: at('voc'), split: 'train', categories: file.categories.map(({ name }) => name) };
    const { problems } = await convertVoc(voc, at('back.json'), 'coco');
    expect(problems).toEqual([]);
    const back = JSON.parse(readFileSync(at('back.json'), 'utf8')) as typeof file;
    expect(back.annotations).toEqual(file.annotations);
    expect(back.categories).toEqual(file.categories);
    expect(back.images.map(({ file_name: name, width, height }) => [name, width, height])).toEqual([
      ['ä & b.png', 30, 20],
      ['ö.png', 30, 20],
    ]);
  });

  it('counts images that cannot be copied, and refuses names that clash', async () => {
    writeFileSync(at('gone.json'), JSON.stringify({ ...file, images: [{ ...file.images[0], file_name: 'gone.png' }] }));
    const { problems } = await exportVoc(at('gone.json'), { folder: at('other'), split: 'val', images: folder });
    expect(problems.map(({ kind, count }) => [kind, count])).toEqual([['missing-image-file', 1]]);
    const images = [
      { ...file.images[0], file_name: 'a/x.png' },
      { ...file.images[1], file_name: 'b/x.jpg' },
    ];
    writeFileSync(at('clash.json'), JSON.stringify({ ...file, images }));
    await expect(exportVoc(at('clash.json'), { folder: at('third'), split: 'val' })).rejects.toThrow(/image 2: another image is called x/);
    expect(existsSync(at('third/ImageSets'))).toBe(false);
  });
});
