import { readFileSync } from 'node:fs';
import path from 'node:path';

import { DataError } from '@ecm/core';
import fc from 'fast-check';
import { expect, it } from 'vitest';

import type { ResultRecord } from '../detections/result-record.js';
import type { GroundTruthJson } from '../ground-truth/from-json.js';
import { groundTruthFromJson } from '../ground-truth/from-json.js';
import { LvisEvaluator } from '../lvis/lvis-evaluator.js';
import { ByteWindow } from './byte-window.js';
import { readGroundTruthStream, readResultStream } from './read-stream.js';

const goldens = path.join(import.meta.dirname, '../../../testing/goldens/evaluation');
const load = (name: string): unknown => JSON.parse(readFileSync(path.join(goldens, name), 'utf8'));
const truthJson = load('edge_gt.json') as GroundTruthJson;
const masks = load('edge_detections_segm.json') as ResultRecord[];
const boxes = load('edge_detections_bbox.json') as ResultRecord[];
const expectedMasks = new LvisEvaluator(groundTruthFromJson(truthJson), { iou: ['segm'] }).addRecords(masks).finish();
const expectedBoxes = new LvisEvaluator(groundTruthFromJson(truthJson)).addRecords(boxes).finish();

interface Style {
  readonly seed: number;
  readonly spaces: readonly string[];
  readonly extras: boolean;
  readonly escapes: boolean;
}

/** Writes JSON with members in any order, any white space, members that nobody asks for, and escaped keys. */
function write(value: unknown, style: Style, random: () => number): string {
  const gap = (): string => style.spaces[Math.floor(random() * style.spaces.length)];
  const around = (text: string): string => gap() + text + gap();
  if (Array.isArray(value)) return `[${value.map((item) => around(write(item, style, random))).join(',')}]`;
  if (typeof value === 'string') return style.escapes ? escaped(value, random) : JSON.stringify(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  let members = Object.entries(value);
  if (style.extras && !('t' in value))
    members = members.concat([[`extra${Math.floor(random() * 9)}`, { a: ['}', '"]]', 1], 'ü\\': null, t: true, score: 3 }]]);
  members = members
    .map((member) => ({ member, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ member }) => member);
  return `{${members.map(([key, item]) => `${around(style.escapes ? escaped(key, random) : JSON.stringify(key))}:${around(write(item, style, random))}`).join(',')}}`;
}

function escaped(text: string, random: () => number): string {
  const characters = Array.from(text, (character) =>
    random() < 0.2 && character.length === 1
      ? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
      : JSON.stringify(character).slice(1, -1),
  );
  return `"${characters.join('')}"`;
}

function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function* inChunks(text: string, size: number): Generator<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const styles = fc.record({
  seed: fc.nat(),
  spaces: fc.constantFrom([''], ['', ' '], ['', ' ', '\n', '\t \r\n']),
  extras: fc.boolean(),
  escapes: fc.boolean(),
});

it('reads files in any order of members, with any white space, escapes and unknown members, through windows of any size', async () => {
  await fc.assert(
    fc.asyncProperty(styles, fc.integer({ min: 64, max: 5000 }), fc.integer({ min: 1, max: 9000 }), async (style, size, chunk) => {
      const random = generator(style.seed);
      const window = (): ByteWindow => new ByteWindow(undefined, size);
      const truth = await readGroundTruthStream(inChunks(write(truthJson, style, random), chunk), { masks: true, window: window() });
      const segm = new LvisEvaluator(truth, { iou: ['segm'] });
      await readResultStream(inChunks(write(masks, style, random), chunk), segm, { window: window() });
      expect(segm.finish()).toEqual(expectedMasks);
      const bbox = new LvisEvaluator(truth);
      await readResultStream(inChunks(write(boxes, style, random), chunk), bbox, { window: window() });
      expect(bbox.finish()).toEqual(expectedBoxes);
    }),
    { numRuns: 15 },
  );
});

it('reads records that are written alike the fast way, and those between that are not', async () => {
  const alike = boxes.map((record) => JSON.stringify(record, ['image_id', 'category_id', 'bbox', 'score']));
  const mixed = boxes.map((record, i) => (i % 7 === 3 ? JSON.stringify(record, ['score', 'bbox', 'category_id', 'image_id']) : alike[i]));
  const truth = groundTruthFromJson(truthJson);
  for (const text of [`[${alike.join(', ')}]`, `[${mixed.join(',\n ')}\n]\n`, `\uFEFF[${alike.join(',')}]`]) {
    for (const size of [200, 1000, 1 << 20]) {
      const evaluator = new LvisEvaluator(truth);
      await readResultStream(inChunks(text, 4096), evaluator, { window: new ByteWindow(undefined, size) });
      expect(evaluator.finish()).toEqual(expectedBoxes);
    }
  }
});

it('reads exponents and long decimals to the last bit', async () => {
  const numbers = fc.double({ min: 1e-12, max: 1e6, noNaN: true });
  const truth = groundTruthFromJson(truthJson);
  const [first] = boxes;
  await fc.assert(
    fc.asyncProperty(fc.array(numbers, { minLength: 4, maxLength: 4 }), fc.boolean(), async (values, exponents) => {
      const text = (value: number): string => (exponents ? value.toExponential() : JSON.stringify(value));
      const record = `{"image_id":${first.image_id},"category_id":${first.category_id},"bbox":[${values.map(text).join(',')}],"score":${text(values[0])}}`;
      const evaluator = new LvisEvaluator(truth, { maxDetections: -1 });
      await readResultStream(inChunks(`[${record},${record}]`, 1 << 16), evaluator);
      const { chunks } = evaluator.joinedStore();
      expect(Array.from(chunks[0].boxes.subarray(0, 8))).toEqual([...values, ...values]);
      expect(chunks[0].scores[1]).toBe(values[0]);
    }),
  );
});

async function messageOf(text: string): Promise<string> {
  const evaluator = new LvisEvaluator(groundTruthFromJson(truthJson));
  return readResultStream(inChunks(text, 100), evaluator).then(
    () => 'no error',
    (error: unknown) => (error as Error).message,
  );
}

it('names the byte where a result file is wrong', async () => {
  const record = JSON.stringify(boxes[0]);
  expect(await messageOf(`[${record}, ${record.slice(0, 40)}`)).toMatchInlineSnapshot(
    `"results, byte 119: the file ends here, in the middle of its content. Is it cut off?"`,
  );
  expect(await messageOf(`[${record}`)).toMatchInlineSnapshot(
    `"results, byte 77: the file ends here, in the middle of its content. Is it cut off?"`,
  );
  expect(await messageOf(`[${record}] []`)).toMatchInlineSnapshot(
    `"results, byte 79: the document is complete, but the file goes on. Are two files joined?"`,
  );
  expect(await messageOf('{"annotations": []}')).toMatchInlineSnapshot(`"results, byte 0: expected "[" of a list of results, found "{"."`);
  expect(await messageOf('[{"image_id": 1931, "score": 0.5, "bbox": [1, 2, 3, 4]}]')).toMatchInlineSnapshot(
    `"results, byte 1: this result lacks "image_id", "category_id" or "score"."`,
  );
  expect(await messageOf('[{"image_id": 1931, "category_id": 2, "score": 0.5, "bbox": [1, 2, 3]}]')).toMatchInlineSnapshot(
    `"results, byte 69: a box needs four numbers: x, y, width, height."`,
  );
  expect(await messageOf('[{"image_id": 1931, "category_id": 2, "score": "0.5", "bbox": [1, 2, 3, 4]}]')).toMatchInlineSnapshot(
    `"results, byte 47: expected a number, found """."`,
  );
  expect(await messageOf('[{"image_id": 9007199254740993, "category_id": 2, "score": 0.5, "bbox": [1, 2, 3, 4]}]')).toMatchInlineSnapshot(
    `"results, byte 1: image 9007199254740993 is not in the ground truth ground truth. Do the results belong to another split?"`,
  );
  expect(await messageOf('[{"image_id": 1.5, "category_id": 2, "score": 0.5, "bbox": [1, 2, 3, 4]}]')).toMatchInlineSnapshot(
    `"results, byte 14: the id 1.5 is not an integer."`,
  );
  expect(await messageOf('[{"image_id": 77, "category_id": 2, "score": 0.5, "bbox": [1, 2, 3, 4]}]')).toMatchInlineSnapshot(
    `"results, byte 1: image 77 is not in the ground truth ground truth. Do the results belong to another split?"`,
  );
});

it('names the byte where an annotation file is wrong', async () => {
  const read = (text: string): Promise<string> =>
    readGroundTruthStream(inChunks(text, 1000)).then(
      () => 'no error',
      (error: unknown) => (error as Error).message,
    );
  const text = JSON.stringify(truthJson);
  expect(await read(text.slice(0, 3000))).toMatchInlineSnapshot(
    `"ground truth, byte 3000: the file ends here, in the middle of its content. Is it cut off?"`,
  );
  expect(await read('{"images": [{"id": 1, "height": 5}]}')).toMatchInlineSnapshot(
    `"ground truth, byte 12: this image lacks "id", "height" or "width"."`,
  );
  expect(await read('{"annotations": [{"id": 1, "image_id": 5}]}')).toMatchInlineSnapshot(
    `"ground truth, byte 17: this annotation lacks "id", "image_id", "category_id" or "area"."`,
  );
  const images = ['9007199254740993', '9007199254740994', '9007199254740993'].map((id) => `{"id": ${id}, "height": 5, "width": 5}`);
  expect(await read(`{"images": [${images.slice(0, 2).join()}], "annotations": [], "categories": []}`)).toBe('no error');
  expect(await read(`{"images": [${images.join()}], "annotations": [], "categories": []}`)).toMatchInlineSnapshot(
    `"ground truth, image 9007199254740993: this id occurs twice; every image needs an id of its own."`,
  );
  expect(await read('{"images": [{"id": 0.5, "height": 5, "width": 5}]}')).toMatchInlineSnapshot(
    `"ground truth, byte 19: the id 0.5 is not an integer."`,
  );
  expect(
    await read('{"images": [{"id": 3, "height": 5, "width": 5}, {"id": 3, "height": 5, "width": 5}], "annotations": [], "categories": []}'),
  ).toMatchInlineSnapshot(`"ground truth, image 3: this id occurs twice; every image needs an id of its own."`);
});

it('reads a file that ends with polygons', async () => {
  const images = [{ id: 1, height: 9, width: 9 }];
  const annotation = { id: 1, image_id: 1, category_id: 1, area: 4, bbox: [0, 0, 2, 2], segmentation: [[0, 0, 2, 0, 2, 2]] };
  const text = JSON.stringify({ images, categories: [{ id: 1 }], annotations: [annotation] });
  const truth = await readGroundTruthStream(inChunks(text, 50), { window: new ByteWindow(undefined, 64) });
  expect(truth.annotations.count).toBe(1);
});

it('takes null as the absence of a member, and the last of members of the same name', async () => {
  const [image] = truthJson.images;
  const { annotations, ...rest } = truthJson;
  const text = JSON.stringify(rest).slice(0, -1);
  const wrong = '"bbox":[1,2,3,4],"ignore":true,"iscrowd":1,"area":7,"segmentation":{"size":[3,4],"counts":[12]}';
  const rows = annotations.map(
    (annotation) => `{${wrong},${JSON.stringify({ ...annotation, ignore: annotation.ignore ?? null, iscrowd: null }).slice(1)}`,
  );
  const truth = await readGroundTruthStream(inChunks(`${text},"annotations":[${rows.join(',')}]}`, 4096), { masks: true });
  const records = masks.map(
    (record) => `{"score":9,"bbox":[1,2,3,4],"segmentation":null,${JSON.stringify({ ...record, bbox: null }).slice(1)}`,
  );
  const evaluator = new LvisEvaluator(truth, { iou: ['segm'] });
  await readResultStream(inChunks(`[${records.join(',')}]`, 4096), evaluator);
  expect(evaluator.finish()).toEqual(expectedMasks);

  const lists = `"neg_category_ids":[1,2],"not_exhaustive_category_ids":[3],${JSON.stringify(image).slice(1, -1)}`;
  const images = `{"images":[{${lists},"neg_category_ids":null,"not_exhaustive_category_ids":[2]}],"categories":[{"id":2,"name":null,"frequency":null}],"annotations":[]}`;
  const table = await readGroundTruthStream(inChunks(images, 4096));
  expect(Array.from(table.images.negative.values)).toEqual([]);
  expect(Array.from(table.images.notExhaustive.values)).toEqual([0]);
  expect(table.categories.names).toEqual(['2']);
  await expect(readGroundTruthStream(inChunks('{"images":[{"id":1,"height":null,"width":2}]}', 99))).rejects.toThrow(
    /lacks "id", "height" or "width"/u,
  );
});

it.each([
  ['a second document', '{"images":[]}'],
  ['a letter', 'x'],
])('refuses an annotation file behind which follows %s, however much white space is between', async (_, more) => {
  for (const space of ['', ' ', '\n'.repeat(10_000)]) {
    const text = `${JSON.stringify(truthJson)}${space}`;
    const window = (): ByteWindow => new ByteWindow(undefined, 512);
    await expect(readGroundTruthStream(inChunks(text, 700), { window: window() })).resolves.toBeDefined();
    await expect(readGroundTruthStream(inChunks(text + more, 700), { window: window() })).rejects.toThrow(
      `ground truth, byte ${text.length}: the document is complete, but the file goes on.`,
    );
    const results = `${JSON.stringify(boxes)}${space}`;
    const evaluator = new LvisEvaluator(groundTruthFromJson(truthJson));
    await expect(readResultStream(inChunks(results + more, 700), evaluator, { window: window() })).rejects.toThrow(
      `results, byte ${results.length}: the document is complete, but the file goes on.`,
    );
  }
});

it('refuses numbers that JSON does not have, and a list that is there twice', async () => {
  const record = (score: string): string => `[{"image_id": 1931, "category_id": 2, "score": ${score}, "bbox": [1, 2, 3, 4]}]`;
  expect(await messageOf(record('01'))).toMatchInlineSnapshot(`"results, byte 47: numbers do not begin with further zeros."`);
  expect(await messageOf(record('1.'))).toMatchInlineSnapshot(`"results, byte 47: digits must follow the point of a number."`);
  expect(await messageOf(record('1.e5'))).toMatchInlineSnapshot(`"results, byte 47: digits must follow the point of a number."`);
  expect(await messageOf(record('-'))).toMatchInlineSnapshot(`"results, byte 47: expected a number, found "-"."`);
  expect(await messageOf(record('NaN'))).toMatchInlineSnapshot(`"results, byte 47: expected a number, found "N"."`);
  const twice = readGroundTruthStream(inChunks('{"images":[],"annotations":[],"images":[]}', 99));
  await expect(twice).rejects.toThrowErrorMatchingInlineSnapshot(
    `[DataError: ground truth, byte 30: this list is there twice. Are two files joined?]`,
  );
});

it.each(['images', 'annotations', 'categories'])('refuses an annotation file without a list "%s"', async (name) => {
  const text = JSON.stringify(truthJson, (key, value: unknown) => (key === name ? undefined : value));
  await expect(readGroundTruthStream(inChunks(text, 4096))).rejects.toThrow(
    `ground truth, byte ${text.length - 1}: the object ends here without a list "${name}".`,
  );
  expect(() => groundTruthFromJson({ ...truthJson, [name]: undefined })).toThrow(`ground truth: it has no list "${name}".`);
});

it.each([
  [
    'counts that are too many',
    { size: [40, 50], counts: [500, 1501] },
    'the runs of its mask add up to 2001 pixels, but the image has 2000.',
  ],
  ['counts that are negative', { size: [40, 50], counts: [2001, -1] }, '"counts"'],
  ['another size', { size: [50, 40], counts: [500, 1500] }, 'its mask has size [50, 40], but the image has [40, 50].'],
  ['no counts', { size: [40, 50] }, '"counts"'],
  ['code that is damaged', { size: [40, 50], counts: 'a' }, 'it is cut off'],
])('refuses a mask of the ground truth with %s', async (_, segmentation, message) => {
  const json = {
    images: [{ id: 1, height: 40, width: 50 }],
    annotations: [{ id: 7, image_id: 1, category_id: 3, bbox: [0, 0, 9, 9], area: 81, segmentation }],
    categories: [{ id: 3 }],
  };
  await expect(readGroundTruthStream(inChunks(JSON.stringify(json), 4096), { masks: true })).rejects.toThrow(message);
  const read = (): unknown => groundTruthFromJson(json as unknown as GroundTruthJson);
  expect(read).toThrow(DataError);
});

it('refuses an image whose size is not one of whole pixels', async () => {
  const text = '{"images":[{"id":4,"height":1.5,"width":3}],"annotations":[],"categories":[]}';
  await expect(readGroundTruthStream(inChunks(text, 99))).rejects.toThrow('image 4: its size 1.5 × 3 is not one of whole pixels.');
});
