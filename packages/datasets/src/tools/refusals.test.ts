import { existsSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { exportOpenImages } from '../open-images/export-open-images.js';
import { convertFile } from './convert-file.js';
import { mergeFiles } from './merge-files.js';
import { shardFile, splitFile } from './partition-file.js';

const folder = mkdtempSync(path.join(tmpdir(), 'ecm-refusals-'));
const at = (name: string): string => path.join(folder, name);
const save = (name: string, content: unknown): string => {
  writeFileSync(at(name), JSON.stringify(content));
  return at(name);
};

const file = {
  images: ['a', 'b', 'c', 'd'].map((id) => ({ id, width: 9, height: 9, file_name: `${id}.png` })),
  annotations: ['a', 'b', 'b', 'd'].map((image, id) => ({ id: id + 1, image_id: image, category_id: 1, bbox: [0, 0, 2, 2], area: 4 })),
  categories: [{ id: 1, name: 'one' }],
};
const good = save('good.json', file);
const split = (source: string): Promise<unknown> => splitFile(source, { fractions: [1], files: [at('out.json')], seed: 0 });
const shard = (source: string): Promise<unknown> => shardFile(source, [at('out.json')]);
const merge = (source: string): Promise<unknown> => mergeFiles([source], at('out.json'));
const convert = (source: string): Promise<unknown> => convertFile(source, at('out.json'), { from: 'lvis', to: 'coco' });
const exportCsv = (source: string): Promise<unknown> => exportOpenImages(source, at('csv'));

describe('tools that write files', () => {
  it.each([
    ['split', split],
    ['shard', shard],
    ['merge', merge],
    ['convert', convert],
    ['export', exportCsv],
  ])('refuse what is no annotation file, or holds nothing, and leave nothing: %s', async (_name, tool) => {
    await expect(tool(save('other.json', { info: {}, images: null }))).rejects.toThrow('has no list "images"');
    await expect(tool(save('empty.json', { ...file, images: [] }))).rejects.toThrow('empty.json, images: the file lists no images.');
    const latin = at('latin.json');
    writeFileSync(latin, Buffer.from(JSON.stringify({ ...file, categories: [{ id: 1, name: 'caf\u00e9' }] }), 'latin1'));
    await expect(tool(latin)).rejects.toThrow(/latin\.json, categories at byte \d+: the text is not UTF-8/u);
    expect([at('out.json'), at('csv')].filter((name) => existsSync(name))).toEqual([]);
  });

  it('never write to a file that they read', async () => {
    const before = readFileSync(good, 'utf8');
    symlinkSync(good, at('link.json'));
    const reason = 'is read, and would be lost by writing to it. Choose another name.';
    await expect(shardFile(good, [at('one.json'), at('link.json')])).rejects.toThrow(reason);
    await expect(splitFile(good, { fractions: [1], files: [good], seed: 0 })).rejects.toThrow(reason);
    await expect(mergeFiles([good], path.join(folder, '.', 'good.json'))).rejects.toThrow(reason);
    await expect(convertFile(at('link.json'), good, { from: 'lvis', to: 'coco' })).rejects.toThrow(reason);
    expect(readFileSync(good, 'utf8')).toBe(before);
  });

  it('do not merge a file with itself', async () => {
    await expect(mergeFiles([good, good], at('out.json'))).rejects.toThrow(
      'is named twice; its annotations would be in the merged file twice',
    );
  });
});

describe('text ids', () => {
  it('tell images apart when a file is cut', async () => {
    expect(await shardFile(good, [at('1.json'), at('2.json')])).toEqual({
      parts: [
        { file: at('1.json'), images: 2, annotations: 3 },
        { file: at('2.json'), images: 2, annotations: 1 },
      ],
      orphans: 0,
    });
  });

  it('become numbers when files are merged, and stay as those of Open Images', async () => {
    await mergeFiles([good], at('merged.json'));
    const { images, annotations } = JSON.parse(readFileSync(at('merged.json'), 'utf8')) as {
      images: { id: number; open_images_id: string }[];
      annotations: { image_id: number }[];
    };
    expect(images.map(({ id, open_images_id: text }) => [id, text])).toEqual([
      [1, 'a'],
      [2, 'b'],
      [3, 'c'],
      [4, 'd'],
    ]);
    expect(annotations.map(({ image_id: image }) => image)).toEqual([1, 2, 2, 4]);
  });
});
