import fc from 'fast-check';
import { expect, it, vi } from 'vitest';

import { openImagesFromJson } from '../open-images/from-json.js';
import type { OpenImagesRecord } from '../open-images/open-images-evaluator.js';
import { OpenImagesEvaluator } from '../open-images/open-images-evaluator.js';
import { ByteWindow } from '../reading/byte-window.js';
import { parseChunks } from '../reading/parse-chunks.js';
import { OpenImagesResultsParser } from './open-images-results-parser.js';

// Random result files, read by the streaming reader and by JSON.parse: every detection must be the same, bit by bit. Detections of
// an image mostly follow one another and are written alike, which is what the fast path follows; some are not.

const IDS = ['000a1249af2bc5f0', '000a1249af2bc5f1', 'Bär "1"', '', 'x', 7, 8, 123456789] as const;
const truth = openImagesFromJson({
  images: IDS.map((id) => ({ id })),
  categories: [1, 2, 500].map((id) => ({ id, name: `class ${id}` })),
  annotations: [],
});

const coordinates = fc.oneof(
  fc.integer({ min: 0, max: 90_000 }).map((value) => String(value / 100)),
  fc.double({ min: 0, max: 1024, noNaN: true }).map((value) => String(Math.fround(value))),
  fc.constantFrom('0', '-1.5', '1e2', '12345678901234567890.5', '2.5E-7'),
);
const styles = fc.record({
  order: fc.shuffledSubarray(['image_id', 'category_id', 'bbox', 'score', 'id', 'note'] as const, { minLength: 6, maxLength: 6 }),
  comma: fc.constantFrom(',', ', ', ',\n  '),
  colon: fc.constantFrom(':', ': '),
});
const detections = fc.record({
  category: fc.constantFrom('1', '2', '500', '3'),
  score: fc.double({ min: 0, max: 1, noNaN: true }).map(String),
  box: fc.tuple(coordinates, coordinates, coordinates, coordinates),
  // Written with the score first, which no template foresees.
  isOdd: fc.nat({ max: 9 }).map((draw) => draw === 0),
});
const images = fc.record({ id: fc.constantFrom(...IDS), detections: fc.array(detections, { maxLength: 12 }) });

it('takes the same detections as JSON.parse, however records are written and images follow one another', async () => {
  const windows = fc.constantFrom(256, 4096);
  await fc.assert(
    fc.asyncProperty(styles, fc.array(images, { maxLength: 12 }), windows, async ({ order, comma, colon }, parts, size) => {
      const records = parts.flatMap(({ id, detections: own }) =>
        own.map(({ category, score, box, isOdd }, number) => {
          const values = {
            image_id: JSON.stringify(id),
            category_id: category,
            bbox: `[${box.join(comma)}]`,
            score,
            id: String(number),
            note: '"as { \\" written"',
          };
          const keys = isOdd ? (['score', 'bbox', 'category_id', 'image_id'] as const) : order;
          return `{${keys.map((key) => `"${key}"${colon}${values[key]}`).join(comma)}}`;
        }),
      );
      const text = `[${records.join(comma)}]`;
      const evaluator = new OpenImagesEvaluator(truth);
      const push = vi.spyOn(evaluator, 'push');
      await parseChunks(
        [new TextEncoder().encode(text)],
        new OpenImagesResultsParser(evaluator),
        new ByteWindow(undefined, size),
        'f.json',
      );
      const wanted = (JSON.parse(text) as OpenImagesRecord[]).map(({ image_id: id, category_id: category, score, bbox: [x, y, w, h] }) => {
        return [evaluator.imageOf(id), evaluator.categoryOf(category), score, x, y, x + w, y + h];
      });
      expect(push.mock.calls).toEqual(wanted);
    }),
  );
});

it('reads on where the images of a file alternate', async () => {
  const records = Array.from({ length: 400 }, (_, i) => ({ image_id: IDS[i % 2], category_id: 1, bbox: [i, 0, 9, 9], score: i / 400 }));
  const evaluator = new OpenImagesEvaluator(truth);
  const push = vi.spyOn(evaluator, 'push');
  const bytes = new TextEncoder().encode(JSON.stringify(records));
  await parseChunks([bytes], new OpenImagesResultsParser(evaluator), new ByteWindow(), 'f.json');
  expect(push.mock.calls.map(([image, , , x]) => [image, x])).toEqual(records.map((_, i) => [evaluator.imageOf(IDS[i % 2]), i]));
});

it('says where a detection in pixels begins when boxes are fractions', async () => {
  const fractions = new OpenImagesEvaluator({ ...truth, units: 'fractions' });
  const record = (x: number): string => `{"image_id":7,"category_id":1,"bbox":[${x},0.1,0.5,0.5],"score":0.5}`;
  const bytes = new TextEncoder().encode(`[${[0.1, 0.2, 300].map(record).join(',')}]`);
  const parsing = parseChunks([bytes], new OpenImagesResultsParser(fractions), new ByteWindow(), 'f.json');
  await expect(parsing).rejects.toThrow(/f\.json, byte \d+: the box is in pixels, but the ground truth is in fractions of images/);
});

it('takes null as the absence of a member, and names the byte of a result on an image that is not there', async () => {
  const read = async (text: string): Promise<void> => {
    const chunks = [new TextEncoder().encode(text)];
    await parseChunks(chunks, new OpenImagesResultsParser(new OpenImagesEvaluator(truth)), new ByteWindow(), 'results.json');
  };
  const record = '"category_id":1,"bbox":[0,0,1,1],"score":0.5}';
  await expect(read(`[{"image_id":null,"image_id":"x",${record}]`)).resolves.toBeUndefined();
  await expect(read(`[{"image_id":null,${record}]`)).rejects.toThrow('results.json, byte 1: this result lacks "image_id"');
  await expect(read(`[{"image_id":"y",${record}]`)).rejects.toThrow('results.json, byte 1: image y is not in the ground truth.');
});
