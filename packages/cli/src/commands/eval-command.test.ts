import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

import { encodePicture, Raster } from '@ecm/report';
import { beforeAll, describe, expect, it } from 'vitest';

import { ecm } from '../testing/ecm-process.js';

const folder = mkdtempSync(path.join(tmpdir(), 'ecm-eval-'));
const goldens = new URL('../../../testing/goldens/evaluation/', import.meta.url).pathname;
const truthFile = path.join(goldens, 'edge_gt.json');
const resultFile = path.join(goldens, 'edge_detections_bbox.json');

interface Truth {
  readonly images: { readonly id: number; readonly width: number; readonly height: number }[];
  readonly categories: { readonly id: number; readonly name: string }[];
  readonly annotations: unknown[];
}
interface Record {
  readonly image_id: number;
  readonly category_id: number;
  readonly score: number;
  readonly bbox: number[];
}
const truth = JSON.parse(readFileSync(truthFile, 'utf8')) as Truth;
const records = JSON.parse(readFileSync(resultFile, 'utf8')) as Record[];
const first = records[0]!;
const write = (name: string, content: unknown): void => {
  writeFileSync(path.join(folder, name), typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content));
};
const evaluate = (...args: string[]) => ecm(['eval', '--gt', truthFile, ...args], folder);

beforeAll(() => {
  write(
    'fewer.json',
    records.filter((_, i) => i % 9 !== 0),
  );
});

describe('ecm eval', { timeout: 120_000 }, () => {
  it('prints tables, writes JSON and csv, and warns on the terminal once', async () => {
    const args = ['--dt', resultFile, '--json', 'figures.json', '--csv', 'classes.csv', '--per-class', '--sort', 'AP50', '--descending'];
    const { code, stdout, stderr } = await evaluate(...args);
    expect([code, stderr.match(/^Warning: /gmu)]).toEqual([0, ['Warning: ', 'Warning: ']]);
    expect(stdout).toMatch(/^box AP \(lvis\) +AP +APr/u);
    expect(stdout).toMatch(/^AR@300 \d/mu);
    const [result] = JSON.parse(readFileSync(path.join(folder, 'figures.json'), 'utf8')) as { warnings: { kind: string }[] }[];
    expect(result?.warnings.map(({ kind }) => kind)).toEqual(['classes-without-objects', 'limited-images']);
    const lines = readFileSync(path.join(folder, 'classes.csv'), 'utf8').trim().split('\n').slice(1);
    const column = lines.map((line) => Number(line.split(',')[8])).filter((value) => !Number.isNaN(value));
    expect(column).toEqual(column.toSorted((a, b) => b - a));
    expect(lines).toHaveLength(truth.categories.length);
  });

  it('joins several result files', async () => {
    write('part1.json', records.slice(0, 700));
    write('part2.json.gz', gzipSync(JSON.stringify(records.slice(700))));
    const [one, two] = await Promise.all([
      evaluate('--dt', resultFile, '--json'),
      evaluate('--dt', 'part1.json', 'part2.json.gz', '--json'),
    ]);
    expect(JSON.parse(two.stdout)).toEqual(JSON.parse(one.stdout));
  });

  it('compares two results, the same for any number of threads', async () => {
    const args = ['--compare', resultFile, 'fewer.json', '--names', 'all', 'fewer', '--resamples', '40', '--seed', '7'];
    const { code, stdout } = await evaluate(...args, '--csv', 'difference.csv', '--json', 'difference.json', '--threads', '2');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^bbox, 40 resamples +all +fewer +difference +95 % interval +share ahead$/mu);
    const { comparisons } = JSON.parse(readFileSync(path.join(folder, 'difference.json'), 'utf8')) as { comparisons: unknown[] };
    const single = await evaluate(...args, '--json');
    expect(JSON.parse(single.stdout)).toMatchObject({ comparisons });
    expect(readFileSync(path.join(folder, 'difference.csv'), 'utf8').split('\n')[0]).toMatch(/^protocol,iou,figure,id,name/u);
  });

  it('writes a report with curves, errors and pictures of the worst images', async () => {
    mkdirSync(path.join(folder, 'images'), { recursive: true });
    write('counted.json', { ...truth, categories: truth.categories.map((one, i) => ({ ...one, image_count: 1 + i ** 2 })) });
    // As its address in the annotations says.
    const fileName = (id: number): string => `${String(id).padStart(12, '0')}.jpg`;
    for (const { id, width, height } of truth.images) write(`images/${fileName(id)}`, await encodePicture(new Raster(width, height)));
    const args = ['--dt', resultFile, '--report', 'report.html', '--images', 'images', '--title', 'Edge & co'];
    const { code, stderr } = await ecm(['eval', '--gt', 'counted.json', ...args], folder);
    expect([code, stderr.includes('could not be shown')]).toEqual([0, false]);
    const text = readFileSync(path.join(folder, 'report.html'), 'utf8');
    expect(text).toContain('<title>Edge &amp; co</title>');
    for (const heading of ['Warnings', 'Precision and recall', 'Classes', 'Errors', 'Images with most errors']) {
      expect(text).toContain(`>${heading}</h2>`);
    }
    expect(text.match(/<img /gu)?.length).toBe(24);
    const pair = ['--compare', resultFile, 'fewer.json', '--resamples', '10', '--report', 'pair.html'];
    expect(await evaluate(...pair)).toMatchObject({ code: 0 });
    expect(readFileSync(path.join(folder, 'pair.html'), 'utf8')).toContain('>Comparison</h2>');
  });

  it('writes a report from annotations that are packed with gzip', async () => {
    write('truth.json.gz', gzipSync(readFileSync(truthFile)));
    const args = ['--dt', resultFile, '--report', 'packed.html', '--train-annotations', 'truth.json.gz'];
    expect(await ecm(['eval', '--gt', 'truth.json.gz', ...args], folder)).toMatchObject({ code: 0 });
    // Classes are drawn by their training images, which the training annotations give.
    expect(readFileSync(path.join(folder, 'packed.html'), 'utf8')).toContain('>Classes</h2>');
  });

  const broken: [string, unknown, RegExp][] = [
    ['cut.json', JSON.stringify(records).slice(0, 5000), /cut\.json, byte 5000: the file ends here/u],
    ['cut.json.gz', gzipSync(JSON.stringify(records)).subarray(0, 3000), /cut\.json\.gz, byte 3000: it cannot be unpacked/u],
    ['empty.json', '', /empty\.json, byte 0: the file is empty/u],
    ['text.json', 'hello', /text\.json, byte 0: expected "\[" of a list of results, found "h"/u],
    ['object.json', { results: [] }, /expected "\[" of a list of results, found "\{"/u],
    ['image.json', [{ ...first, image_id: 987_654 }], /image 987654 is not in the ground truth .* another split\?/u],
    ['score.json', [{ ...first, score: undefined }], /this result lacks .*"score"/u],
    ['text-score.json', [{ ...first, score: '0.5' }], /expected a number/u],
    ['three.json', [{ ...first, bbox: [1, 2, 3] }], /a box needs four numbers: x, y, width, height/u],
  ];

  it.each(broken)('tells what is wrong with %s', async (name, content, message) => {
    write(name, content);
    const { code, stderr } = await evaluate('--dt', name);
    expect([code, stderr]).toEqual([1, expect.stringMatching(message)]);
    expect(stderr).not.toMatch(/\n\s+at /u);
  });

  it('tells what is wrong with masks, ground truth and places', async () => {
    const mask = { image_id: first.image_id, category_id: first.category_id, score: 0.5, segmentation: { size: [1, 1], counts: '01' } };
    write('size.json', [mask]);
    write('no-categories.json', { images: truth.images, annotations: truth.annotations });
    const cases: [Promise<{ code: number | null; stderr: string }>, RegExp][] = [
      [evaluate('--dt', 'size.json', '--iou', 'segm'), /Masks must be given at the size of the original image/u],
      [evaluate('--dt', resultFile, '--iou', 'segm'), /results without a mask, so segm cannot be evaluated/u],
      [ecm(['eval', '--gt', 'no-categories.json', '--dt', resultFile], folder), /without a list "categories"/u],
      [ecm(['eval', '--gt', resultFile, '--dt', resultFile], folder), /expected "\{" of an annotation file, found "\["/u],
      [evaluate('--dt', 'missing.json'), /missing\.json: it cannot be opened/u],
      [evaluate('--dt', 'images'), /"images" is a folder; name a file/u],
      [evaluate('--dt', resultFile, '--csv', 'no/where.csv'), /cannot be written: there is no folder/u],
      [evaluate('--dt', resultFile, '--report', 'r.html', '--curve-classes', 'unicorn'), /no class "unicorn"/u],
    ];
    for (const [outcome, message] of cases) expect(await outcome).toMatchObject({ code: 1, stderr: expect.stringMatching(message) });
  });
});
