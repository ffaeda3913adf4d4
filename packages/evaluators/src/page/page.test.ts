import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';

import type { EvaluationResult } from '@ecm/core';
import type { Browser, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { evaluateFiles } from '../node/index.js';

const here = import.meta.dirname;
const goldens = path.join(here, '../../../testing/goldens/evaluation');
const golden = (name: string): string => path.join(goldens, name);
const load = async (file: string): Promise<unknown> => import(pathToFileURL(path.join(here, file)).href);
const { ensureChromium } = (await load('../../../../tools/workshop/ensure-chromium.mjs')) as { ensureChromium: () => string | undefined };
const program = ensureChromium();

let folder: string;
let browser: Browser;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  if (program === undefined) return;
  folder = await mkdtemp(path.join(tmpdir(), 'ecm-page-'));
  const { buildPage } = (await load('../../page/build.mjs')) as { buildPage: (folder: string) => Promise<string> };
  const file = await buildPage(path.join(folder, 'page'));
  browser = await chromium.launch({ executablePath: program, args: ['--no-sandbox'] });
  page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  // From the disk, where a page may load nothing else.
  await page.goto(pathToFileURL(file).href);
}, 60_000);

afterAll(async () => {
  if (program === undefined) return;
  await browser.close();
  await rm(folder, { recursive: true });
});

const choose = (truth: string, results: readonly string[]): Promise<void> =>
  page
    .reload()
    .then(() => page.setInputFiles('#truth-input', truth))
    .then(() => page.setInputFiles('#results-input', results))
    .then(() => page.waitForSelector('#evaluate:enabled'))
    .then(() => undefined);

/** Drops files on the page as a file manager does. */
async function drop(files: readonly { readonly name: string; readonly content: string }[]): Promise<void> {
  const transfer = await page.evaluateHandle((entries) => {
    const made = new DataTransfer();
    for (const { name, content } of entries) made.items.add(new File([content], name));
    return made;
  }, files);
  await page.dispatchEvent('#results-drop', 'dragover', { dataTransfer: transfer });
  await page.dispatchEvent('#results-drop', 'drop', { dataTransfer: transfer });
}

/** Presses the button. @returns the result, as the page saves it */
async function evaluate(iou: string): Promise<EvaluationResult> {
  await page.click('#evaluate');
  await page.waitForSelector(`article[data-iou=${iou}]`, { timeout: 30_000 });
  const [download] = await Promise.all([page.waitForEvent('download'), page.click(`article[data-iou=${iou}] >> text=Save JSON`)]);
  return JSON.parse(await readFile(await download.path(), 'utf8')) as EvaluationResult;
}

async function problem(): Promise<string> {
  await page.waitForSelector('#error:visible', { timeout: 30_000 });
  return (await page.textContent('#error')) ?? '';
}

const flat = ({ summary, categories }: EvaluationResult): [string, number | null][] => [
  ...Object.entries(summary),
  ...categories.flatMap(({ id, figures }) => Object.entries(figures).map(([key, figure]): [string, number] => [`${id} ${key}`, figure])),
];

function expectEqual(found: EvaluationResult, expected: EvaluationResult): void {
  const figures = flat(expected);
  expect(flat(found).map(([key]) => key)).toEqual(figures.map(([key]) => key));
  flat(found).forEach(([key, figure], i) => {
    const [, wanted] = figures[i];
    // JSON has no NaN.
    if (figure === null) expect(wanted, key).toBeNaN();
    else expect(Math.abs(figure - wanted!), key).toBeLessThanOrEqual(1e-12);
  });
}

if (program === undefined) it.skip('needs a Chromium for the tests of the page', () => undefined);

describe.skipIf(program === undefined)('the page of the evaluator in Chromium, opened from the disk', () => {
  const [truth, boxes, masks] = ['edge_gt.json', 'edge_detections_bbox.json', 'edge_detections_segm.json'].map(golden);

  it('gives the figures of Node for chosen files: boxes', async () => {
    await choose(truth, [boxes]);
    const [expected] = await evaluateFiles({ groundTruth: truth, results: [boxes] });
    expectEqual(await evaluate('bbox'), expected);
    expect(await page.textContent('[data-figure=AP] dd')).toBe((100 * expected.summary['AP']).toFixed(2));
    expect(await page.locator('tbody tr').count()).toBe(expected.categories.length);
  });

  it('gives the figures of Node for chosen files: masks, fixed AP', async () => {
    await choose(truth, [masks]);
    await page.selectOption('#protocol', 'lvis-fixed');
    await page.uncheck('[value=bbox]');
    await page.check('[value=segm]');
    const [expected] = await evaluateFiles({ groundTruth: truth, results: [masks], protocol: 'lvis-fixed', iou: ['segm'] });
    expectEqual(await evaluate('segm'), expected);
  });

  it('takes files that are dropped together, and several COCO limits', async () => {
    await page.reload();
    const [first, second] = await Promise.all([truth, boxes].map((file) => readFile(file, 'utf8')));
    await drop([
      { name: 'boxes.json', content: second },
      { name: 'truth.json', content: first },
    ]);
    await page.waitForSelector('#evaluate:enabled');
    expect(await page.textContent('#truth-name')).toMatch(/^truth\.json \(\d+ kB\)$/u);
    await page.selectOption('#protocol', 'coco');
    await page.fill('#limit', '1, 10, 100');
    const [expected] = await evaluateFiles({ groundTruth: truth, results: [boxes], protocol: 'coco', maxDetections: [1, 10, 100] });
    expectEqual(await evaluate('bbox'), expected);
  });

  it('unpacks gzip', async () => {
    const [packedTruth, packedBoxes] = ['truth.json.gz', 'boxes.json.gz'].map((name) => path.join(folder, name));
    await writeFile(packedTruth, gzipSync(await readFile(truth)));
    await writeFile(packedBoxes, gzipSync(await readFile(boxes)));
    await choose(packedTruth, [packedBoxes]);
    expectEqual(await evaluate('bbox'), (await evaluateFiles({ groundTruth: truth, results: [boxes] }))[0]);
  });

  it('says what is wrong with a file that is cut off, or is no such file', async () => {
    const cut = path.join(folder, 'cut.json');
    await writeFile(cut, (await readFile(boxes, 'utf8')).slice(0, 5000));
    await choose(truth, [cut]);
    await page.click('#evaluate');
    expect(await problem()).toBe('cut.json, byte 5000: the file ends here, in the middle of its content. Is it cut off?');
    expect(await page.locator('article').count()).toBe(0);
    await drop([{ name: 'notes.txt', content: 'AP 31.1' }]);
    await page.waitForSelector('#error:has-text("notes.txt")');
    expect(await problem()).toBe('notes.txt: this is neither an annotation file, { … }, nor a result file, [ … ].');
  });

  it('finds, groups and orders classes, and saves them as CSV', async () => {
    await choose(truth, [boxes]);
    const { categories } = await evaluate('bbox');
    const firstCell = (): Promise<string | null> => page.textContent('tbody tr:first-child td');
    const best = [...categories].sort((a, b) => (b.figures['AP'] ?? -1) - (a.figures['AP'] ?? -1))[0];
    await page.click('th >> text=/^AP$/');
    expect(await firstCell()).toBe(best.name);
    await page.fill('[type=search]', categories[1].name);
    expect(await firstCell()).toBe(categories[1].name);
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('text=Save CSV')]);
    const lines = (await readFile(await download.path(), 'utf8')).trim().split('\n');
    expect(download.suggestedFilename()).toBe('lvis-bbox.csv');
    expect(lines[0]).toMatch(/^protocol,iou,id,name,frequency,objects,detections,AP,/u);
    expect(lines).toHaveLength(categories.length + 1);
  });

  it('can be cancelled', async () => {
    await choose(truth, [boxes]);
    // Both in one task of the page: the worker cannot answer in between.
    await page.evaluate(() => {
      for (const id of ['evaluate', 'cancel']) document.getElementById(id)?.click();
    });
    await page.waitForSelector('#evaluate:visible');
    expect([await page.isVisible('#cancel'), await page.isVisible('#error'), await page.locator('article').count()]).toEqual([
      false,
      false,
      0,
    ]);
  });

  it('has not complained meanwhile', () => {
    expect(complaints).toEqual([]);
  });
});
