import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { touchesItself } from './self-touching.js';
import { verifyFile } from './verify-file.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'ecm-verify-'));
  const picture = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: 'navy' } });
  await picture(20, 10).toFile(path.join(folder, 'good.png'));
  await picture(10, 20).toFile(path.join(folder, 'turned.png'));
  await writeFile(path.join(folder, 'damaged.jpg'), 'no picture');
});
afterAll(() => rm(folder, { recursive: true }));

const image = (id: number, file_name: string) => ({ id, file_name, width: 20, height: 10 });
const box = { image_id: 1, category_id: 1, bbox: [1, 1, 5, 5], area: 25 };
const square = [1, 1, 6, 1, 6, 6, 1, 6];

async function verify(content: unknown, options = {}) {
  const file = path.join(folder, 'file.json');
  await writeFile(file, JSON.stringify(content));
  const report = await verifyFile(file, options);
  return { ...report, problems: report.problems.map(({ kind, count, examples }) => [kind, count, ...examples]) };
}

const good = {
  images: [image(1, 'good.png')],
  annotations: [{ id: 1, ...box, segmentation: [square] }],
  categories: [{ id: 1, name: 'one' }],
};

describe('verifyFile', () => {
  it('finds nothing in a good set', async () => {
    expect(await verify(good, { imageRoot: folder, decode: true })).toMatchObject({ images: 1, annotations: 1, problems: [] });
  });

  it('finds flaws of records and counts all of them', async () => {
    const { problems } = await verify({
      images: [...good.images, image(1, 'other.png'), image(2, 'good.png'), { id: 3 }],
      categories: [...good.categories, { id: 1, name: 'two' }, { id: 5, name: 'five' }, { id: 6 }],
      annotations: [
        ...good.annotations,
        { id: 1, ...box },
        { id: 2, ...box, image_id: 9 },
        { id: 3, ...box, category_id: 9 },
        { id: 4, ...box, bbox: [20, 0, 5, 5] },
        { id: 5, ...box, bbox: [17, 0, 5, 5] },
        { id: 6, ...box, bbox: [16, 0, 5, 5] },
        { id: 7, ...box, bbox: [1, 1, 0, 5], area: 0 },
        { id: 8, ...box, bbox: [1, 1] },
        { id: 9, ...box, segmentation: [[1, 1, 6, 6, 6, 1, 1, 6]] },
        { id: 10, ...box, segmentation: [[30, 30, 35, 30, 35, 35]] },
        { id: 11, ...box, segmentation: { size: [4, 4], counts: [16] } },
        { id: 12, ...box, segmentation: { size: [10, 20], counts: [200] } },
        { id: 13, ...box, segmentation: [] },
        { id: 14, ...box, segmentation: [square, [1, 2]] },
      ],
    });
    expect(problems).toEqual([
      ['double-image-id', 1, 'image 1'],
      ['double-file-name', 1, 'good.png'],
      ['bad-image-record', 1, 'image 3: "width" and "height" must be positive whole numbers, found none x none.'],
      ['double-category', 1, 'category 1 (two)'],
      ['bad-category-record', 1, expect.stringMatching(/^categories at byte \d+: a category needs a numeric "id" and a "name"/)],
      ['category-ids-with-gaps', 1, 'no category has the id 2'],
      ['double-annotation-id', 1, 'annotation 1'],
      ['unknown-image', 1, 'annotation 2 (image 9)'],
      ['unknown-category', 1, 'annotation 3 (category 9)'],
      ['box-outside', 1, 'annotation 4 (other.png)'],
      ['box-over-border', 1, 'annotation 5 (other.png)'],
      ['zero-area-box', 1, 'annotation 7'],
      ['bad-box', 1, 'annotation 8'],
      ['self-touching-polygon', 1, 'annotation 9 (other.png)'],
      ['empty-mask', 2, 'annotation 10 (other.png)', 'annotation 12 (other.png)'],
      ['wrong-mask-size', 1, 'annotation 11 (other.png)'],
      ['bad-segmentation', 1, 'annotation 13'],
      ['short-polygon', 1, 'annotation 14'],
      ['image-without-objects', 1, 'image 2'],
      ['category-without-objects', 1, 'category 5 (five)'],
    ]);
  });

  it('finds NaN, text that is not UTF-8, long ids and contradicting lists, and goes on', async () => {
    const file = path.join(folder, 'odd.json');
    const listed = { ...image(1, 'good.png'), neg_category_ids: [1], not_exhaustive_category_ids: [8] };
    const text = [
      `{"images": [${JSON.stringify(listed)}, {"id": 9007199254740993, "file_name": "b.png", "width": 9, "height": 9}],`,
      '"categories": [{"id": 1, "name": "one"}], "annotations": [',
      `${JSON.stringify({ id: 1, ...box, area: -4 })},`,
      `${JSON.stringify({ id: 2, ...box }).replace('25', 'NaN')},`,
      `${JSON.stringify({ id: 3, ...box, note: 'x' })},`,
      `${JSON.stringify({ id: 4, ...box }).replace('"id":4', '"id":9007199254740995')}]}`,
    ];
    await writeFile(file, Buffer.from(text.join('\n').replace('"x"', '"\u00ff"'), 'latin1'));
    const { annotations, problems } = await verifyFile(file);
    expect([annotations, problems.map(({ kind, count, examples }) => [kind, count, ...examples])]).toEqual([
      2,
      [
        [
          'bad-image-record',
          1,
          expect.stringMatching(/^images at byte \d+: the image id 9007199254740993 is beyond 2\^53\. `ecm data merge/),
        ],
        ['unknown-category-in-list', 1, 'image 1 (category 8)'],
        ['negative-area', 1, expect.stringMatching(/^annotations at byte/)],
        ['zero-area-box', 1, 'annotation 1'],
        ['object-on-negative-list', 2, 'annotation 1 (category 1, good.png)', expect.stringMatching(/^annotations at byte/)],
        [
          'unreadable-record',
          2,
          expect.stringMatching(/^annotations at byte \d+: holds NaN or Infinity/),
          expect.stringMatching(/^annotations at byte \d+: the text is not UTF-8/),
        ],
        ['id-beyond-2^53', 1, expect.stringMatching(/^annotations at byte/)],
      ],
    ]);
  });

  it('finds missing, damaged and wrongly sized image files', async () => {
    const images = ['good.png', 'turned.png', 'damaged.jpg', 'gone.png'].map((name, id) => image(id + 1, name));
    const { problems } = await verify({ ...good, images }, { imageRoot: folder });
    expect(problems.toSorted()).toEqual([
      [
        'damaged-image-file',
        1,
        expect.stringMatching(
          /^damaged\.jpg: cannot be decoded: Input .* unsupported image format; the file is damaged or not a picture\.$/,
        ),
      ],
      ['image-without-objects', 3, 'image 2', 'image 3', 'image 4'],
      ['missing-image-file', 1, 'gone.png'],
      ['wrong-image-size', 1, 'turned.png: 10 x 20, the record says 20 x 10'],
    ]);
  });

  it('finds a picture whose second half is missing, but not from its header', async () => {
    const noise = Uint8Array.from({ length: 64 * 64 * 3 }, (_, i) => (i * 7919) % 251);
    const whole = await sharp(noise, { raw: { width: 64, height: 64, channels: 3 } })
      .jpeg()
      .toBuffer();
    await writeFile(path.join(folder, 'half.jpg'), whole.subarray(0, whole.length / 2));
    const half = { ...good, images: [{ ...image(1, 'half.jpg'), width: 64, height: 64 }] };
    const [[kind, , example]] = (await verify(half, { imageRoot: folder })).problems;
    expect([kind, example]).toEqual(['damaged-image-file', expect.stringContaining('half.jpg: cannot be decoded')]);
    expect((await verify(half, { imageRoot: folder, decode: false })).problems).toEqual([]);
    expect((await verify(half, { imageRoot: folder, maxPixels: 100 })).problems).toEqual([
      ['damaged-image-file', 1, expect.stringContaining('it has more than 100 pixels; raise maxPixels')],
    ]);
  });

  it('refuses a file without annotations, and files that are no JSON', async () => {
    const file = path.join(folder, 'bad.json');
    await writeFile(file, '{"images": [');
    await expect(verifyFile(file)).rejects.toThrow(/the file ends early inside "images"/);
    await writeFile(file, '{"images": [], "categories": []}');
    await expect(verifyFile(file)).rejects.toThrow(/has no list "annotations" \(lists found: images, categories\)/);
  });
});

describe('touchesItself', () => {
  it.each([
    ['a square', false, square],
    ['a square with its first corner repeated', false, [...square, 1, 1]],
    ['a square with a corner given twice', false, [1, 1, 6, 1, 6, 1, 6, 6, 1, 6]],
    ['a bow tie', true, [0, 0, 4, 4, 4, 0, 0, 4]],
    ['an outline through one of its own corners', true, [0, 0, 4, 0, 2, 2, 4, 4, 0, 4, 2, 2]],
    ['a spike', true, [0, 0, 4, 0, 8, 0, 4, 0, 4, 4]],
    ['a corner on another edge', true, [0, 0, 4, 0, 4, 4, 2, 0, 0, 4]],
    ['two points', true, [0, 0, 4, 0, 0, 0]],
  ])('%s: %s', (_, touching, points) => {
    expect(touchesItself(points)).toBe(touching);
  });
});
