import { runLengthsToString } from '@ecm/geometry';
import fc from 'fast-check';
import { expect, it } from 'vitest';

import { DetectionSink } from '../detections/detection-sink.js';
import type { DetectionStore } from '../detections/detection-store.js';
import type { ResultRecord } from '../detections/result-record.js';
import type { GroundTruthJson } from '../ground-truth/from-json.js';
import { groundTruthFromJson } from '../ground-truth/from-json.js';
import { ByteRanges } from '../ground-truth/byte-ranges.js';
import { GroundTruthBuilder } from '../ground-truth/ground-truth-builder.js';
import type { GroundTruthTable } from '../ground-truth/ground-truth-table.js';
import { LvisEvaluator } from '../lvis/lvis-evaluator.js';
import { SegmentationColumn } from '../masks/segmentation-column.js';
import { SegmentationNumbers } from '../masks/segmentation-numbers.js';
import { ByteWindow } from './byte-window.js';
import { GroundTruthParser } from './ground-truth-parser.js';
import { parseChunks } from './parse-chunks.js';
import { ResultsParser } from './results-parser.js';

// Random documents, read by the streaming reader and by JSON.parse: every column must be the same, bit by bit. Most records of
// a document are written alike, which is what the fast path follows; some are not.

/** How the values of one document are written. */
interface Style {
  /** Texts around commas, colons and brackets. */
  readonly comma: string;
  readonly colon: string;
  readonly inner: string;
  /** Share of records that are written in another way than the rest. */
  readonly odd: number;
  readonly seed: number;
  readonly byteOrderMark: boolean;
}

const styles: fc.Arbitrary<Style> = fc.record({
  comma: fc.constantFrom(',', ', ', ',\n  ', ' , ', ',\r\n\t'),
  colon: fc.constantFrom(':', ': ', ' : ', ':\n'),
  inner: fc.constantFrom('', '', ' ', '\n    '),
  odd: fc.constantFrom(0, 0, 0.1, 0.5),
  seed: fc.nat(),
  byteOrderMark: fc.boolean(),
});

type Value = string | readonly Value[] | { readonly [key: string]: Value };

/** Texts of one number: as JavaScript writes it, with exponent, with many digits, with zeros. */
const numberTexts: fc.Arbitrary<string> = fc.oneof(
  fc.double({ min: -1e4, max: 1e6, noNaN: true }).map((value) => JSON.stringify(value)),
  fc.double({ min: -1e4, max: 1e6, noNaN: true }).map((value) => JSON.stringify(Math.fround(value))),
  fc.double({ min: 0, max: 1, noNaN: true }).map((value) => JSON.stringify(value)),
  fc.double({ min: -1e-9, max: 1e9, noNaN: true }).map((value) => value.toExponential()),
  fc.double({ min: -1e9, max: 1e9, noNaN: true }).map((value) => value.toExponential().replace(/e([+-])/, 'E$10')),
  fc.tuple(fc.double({ min: 0, max: 1e5, noNaN: true }), fc.integer({ min: 0, max: 30 })).map(([value, n]) => value.toFixed(n)),
  fc.tuple(fc.bigInt({ min: 0n, max: 10n ** 25n }), fc.integer({ min: 0, max: 12 })).map(([value, n]) => `${value}.${'0'.repeat(n)}25`),
  fc.bigInt({ min: 0n, max: 10n ** 22n }).map((value) => `0.000${value}`),
  fc.integer({ min: 0, max: 4000 }).map((value) => (value / 4).toFixed(2)),
  fc.constantFrom('0', '-0', '0.0', '-0.0', '9007199254740993', '0.1e-7', '1e22', '1E+5', '123456789012345678e-17', '2.5e-320'),
);

/** Mostly as detectors write them: few digits, or those of a single. */
const coordinateTexts = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 60_000 }).map((value) => String(value / 100)) },
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 60_000 }).map((value) => JSON.stringify(Math.fround(value / 101))) },
  { weight: 1, arbitrary: numberTexts },
);

const HEIGHT = 40;
/** Of images of annotation files. */
const WIDTH = 50;
const IMAGES = [3, 8, 1234567, 2 ** 52 + 1, 2 ** 53 - 1];
const CATEGORIES = [1, 2, 30, 2 ** 50];

/** Compressed run lengths of masks of HEIGHT × HEIGHT, as JSON; the code has backslashes at times. */
const maskTexts = fc
  .uniqueArray(fc.integer({ min: 0, max: HEIGHT * HEIGHT }), { maxLength: 40 })
  .map((cuts) => [...cuts.sort((a, b) => a - b), HEIGHT * HEIGHT].map((cut, i, all) => cut - (all[i - 1] ?? 0)))
  .map((runs) => JSON.stringify(runLengthsToString(Uint32Array.from(runs))));

class Writer {
  readonly #style: Style;
  #state: number;

  constructor(style: Style) {
    this.#style = style;
    this.#state = style.seed | 1;
  }

  document(value: Value): string {
    return (this.#style.byteOrderMark ? '\uFEFF' : '') + this.write(value, false);
  }

  /** @param record its members are written in the style of the document or, at times, in another one */
  write(value: Value, record: boolean): string {
    if (typeof value === 'string') return value;
    const { comma, inner, colon, odd } = this.#style;
    if (Array.isArray(value)) {
      return `[${inner}${value.map((item: Value) => this.write(item, typeof item !== 'string' && !Array.isArray(item))).join(comma)}${inner}]`;
    }
    const members = Object.entries(value);
    const isOdd = record && this.#random() < odd;
    if (!isOdd) return `{${inner}${members.map(([key, item]) => `"${key}"${colon}${this.write(item, false)}`).join(comma)}${inner}}`;
    if (this.#random() < 0.4)
      members.push([`more${members.length}`, '[{"score": 1}, "}]\\"", {"image_id": 3, "category_id": 1}, "ü\\u00e9€", null]']);
    if (this.#random() < 0.6) members.sort(() => this.#random() - 0.5);
    const gap = (): string => (this.#random() < 0.2 ? [' ', '\n', '\t\r\n', '  '][Math.floor(4 * this.#random())] : '');
    const escaped = (key: string): string => (this.#random() < 0.1 ? `\\u00${key.charCodeAt(0).toString(16)}${key.slice(1)}` : key);
    return `{${members.map(([key, item]) => `${gap()}"${escaped(key)}"${gap()}:${gap()}${this.write(item, false)}${gap()}`).join(',')}}`;
  }

  #random(): number {
    this.#state = (Math.imul(this.#state, 1664525) + 1013904223) >>> 0;
    return this.#state / 2 ** 32;
  }
}

const truthJson: GroundTruthJson = {
  images: IMAGES.map((id, i) => ({
    id,
    height: HEIGHT,
    width: HEIGHT,
    neg_category_ids: [CATEGORIES[i % 3]],
    not_exhaustive_category_ids: [],
  })),
  categories: CATEGORIES.map((id) => ({ id, frequency: 'r' })),
  annotations: IMAGES.map((id, i) => ({
    id: i + 1,
    image_id: id,
    category_id: CATEGORIES[i % 4],
    bbox: [1, 1, 9, 9],
    area: 81,
    segmentation: [[1, 1, 10, 1, 10, 10]],
  })),
};
const truth = groundTruthFromJson(truthJson);
const boxEvaluator = new LvisEvaluator(truth);
const maskEvaluator = new LvisEvaluator(truth, { iou: ['segm'] });

const resultValues = fc.record({
  image_id: fc.constantFrom(...IMAGES.map(String)),
  category_id: fc.constantFrom(...CATEGORIES.map(String), '77'),
  bbox: fc.array(coordinateTexts, { minLength: 4, maxLength: 4 }),
  score: coordinateTexts,
});
const orders = fc.shuffledSubarray(['image_id', 'category_id', 'bbox', 'score', 'segmentation'] as const, { minLength: 5 });

const boxDocuments = fc
  .tuple(styles, orders, fc.array(resultValues, { maxLength: 30 }))
  .map(([style, order, records]) => new Writer(style).document(records.map((record) => ordered(order, record))));

const maskDocuments = fc
  .tuple(styles, orders, fc.array(fc.tuple(resultValues, maskTexts), { maxLength: 20 }), fc.boolean())
  .map(([style, order, records, withBox]) =>
    new Writer(style).document(
      records.map(([{ bbox, ...record }, counts], i) => {
        const segmentation: Value =
          i % 2 === 0 ? { size: [`${HEIGHT}`, `${HEIGHT}`], counts: counts } : { counts: counts, size: [`${HEIGHT}`, `${HEIGHT}`] };
        return ordered(order, { ...record, ...(withBox ? { bbox } : {}), segmentation });
      }),
    ),
  );

function ordered(order: readonly string[], record: Record<string, Value>): Value {
  return Object.fromEntries(order.filter((key) => key in record).map((key) => [key, record[key]]));
}

function read(text: string, evaluator: LvisEvaluator, window: ByteWindow, lean: boolean, chunk = 1 << 20): Promise<DetectionStore> {
  const store = evaluator.createStore(lean);
  const parser = new ResultsParser(new DetectionSink(truth, evaluator.federation, store));
  return parseChunks(inChunks(text, chunk), parser, window, 'results').then(() => store);
}

function* inChunks(text: string, size: number): Generator<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** Everything that a store holds, row by row. */
function contents(store: DetectionStore, keeps: (image: number, category: number) => boolean = () => true): unknown {
  store.close();
  const rows = store.chunks.flatMap(({ count, images, categories, scores, boxes, masks }) =>
    Array.from({ length: count }, (_, i) => ({
      image: images[i],
      category: categories[i],
      score: scores[i],
      box: Array.from(boxes.subarray(4 * i, 4 * i + 4)),
      mask:
        masks === undefined
          ? undefined
          : [masks.areas[i], ...masks.boxes.subarray(4 * i, 4 * i + 4), ...masks.bytes.subarray(masks.starts[i], masks.ends[i])],
    })),
  );
  const { imageCounts, categoryCounts, firstHasBox, firstImage, mixed } = store;
  return {
    rows: rows.filter(({ image, category }) => keeps(image, category)),
    imageCounts,
    categoryCounts,
    firstHasBox,
    firstImage,
    mixed,
  };
}

const windows = fc.integer({ min: 64, max: 3000 });

it('reads results as JSON.parse does, whole and without the detections that are not judged', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(boxDocuments, maskDocuments), windows, fc.integer({ min: 1, max: 4000 }), async (text, size, chunk) => {
      const evaluator = text.includes('counts') ? maskEvaluator : boxEvaluator;
      const records = JSON.parse(text.replace(/^\uFEFF/, '')) as ResultRecord[];
      const expected = new LvisEvaluator(truth, { iou: evaluator.overlaps }).addRecords(records).joinedStore();
      expect(contents(await read(text, evaluator, new ByteWindow(undefined, size), false, chunk))).toEqual(contents(expected));
      const { federation } = evaluator;
      const judged = (image: number, category: number): boolean => category >= 0 && federation.judges(image, category);
      expect(contents(await read(text, evaluator, new ByteWindow(undefined, size), true, chunk))).toEqual(contents(expected, judged));
    }),
    { numRuns: 150 },
  );
});

it('reads results through a window that ends at any byte', async () => {
  const [text] = fc.sample(fc.oneof(boxDocuments.filter((document) => document.length > 900)), { numRuns: 1, seed: 5 });
  const whole = contents(await read(text, boxEvaluator, new ByteWindow(), true));
  for (let size = 64; size < 400; size++)
    expect(contents(await read(text, boxEvaluator, new ByteWindow(undefined, size), true))).toEqual(whole);
});

it('says of results that break off at any byte that they do, or what is wrong', async () => {
  const [text] = fc.sample(
    maskDocuments.filter((document) => document.length > 300),
    { numRuns: 1, seed: 3 },
  );
  for (let end = 1; end < Math.min(text.trimEnd().length, 900); end++) {
    await expect(read(text.slice(0, end), maskEvaluator, new ByteWindow(undefined, 512), true)).rejects.toThrow(/results, byte \d+: /);
  }
});

const polygonTexts = fc.array(fc.array(coordinateTexts, { minLength: 5, maxLength: 14 }), { maxLength: 3 });
const segmentationTexts: fc.Arbitrary<Value> = fc.oneof(
  { weight: 6, arbitrary: polygonTexts },
  { weight: 1, arbitrary: fc.constant({ size: [`${HEIGHT}`, `${WIDTH}`], counts: ['100', '50', '1850'] }) },
  { weight: 1, arbitrary: fc.constant([['1.5', '2', '10', '12']]) },
  { weight: 1, arbitrary: fc.constant([]) },
);
const annotationValues = fc.record({
  area: coordinateTexts,
  image_id: fc.constantFrom(...IMAGES.map(String), '5'),
  bbox: fc.array(coordinateTexts, { minLength: 4, maxLength: 4 }),
  category_id: fc.constantFrom(...CATEGORIES.map(String), '77'),
  iscrowd: fc.constantFrom('0', '0', '1'),
  ignore: fc.constantFrom('0', '1'),
  note: fc.constantFrom('"x"', '"y"', '"}, {"', '"\\""'),
  segmentation: segmentationTexts,
});
const annotationOrders = fc.shuffledSubarray(
  ['id', 'area', 'segmentation', 'image_id', 'bbox', 'category_id', 'iscrowd', 'ignore', 'note'] as const,
  { minLength: 6 },
);
const imageValues = fc.record({
  height: fc.constant(`${HEIGHT}`),
  width: fc.constant(`${WIDTH}`),
  neg_category_ids: fc.array(fc.constantFrom(...CATEGORIES.map(String), '77'), { maxLength: 5 }),
  not_exhaustive_category_ids: fc.array(fc.constantFrom(...CATEGORIES.map(String)), { maxLength: 2 }),
  coco_url: fc.constantFrom('"http://images/000000000139.jpg"', '"a \\"b\\" ü€"'),
});

const truthDocuments = fc
  .tuple(
    styles,
    annotationOrders,
    fc.array(annotationValues, { maxLength: 25 }),
    fc.array(imageValues, { minLength: 5, maxLength: 5 }),
    fc.shuffledSubarray(['images', 'annotations', 'categories', 'info'], { minLength: 4 }),
  )
  .map(([style, order, annotations, images, sections]) => {
    const keys = ['image_id', 'category_id', 'area', 'id'].filter((key) => !(order as readonly string[]).includes(key));
    const document: Record<string, Value> = {
      info: { text: '"[}"', list: ['1', '{"annotations": [{"id": 1}]}'] },
      categories: CATEGORIES.map((id, i) => ({ name: `"n ${i} \\u00fc"`, id: String(id), synonyms: ['"a"', '"b]"'], frequency: '"c"' })),
      images: images.map((image, i) => ({ id: String(IMAGES[i]), ...image })),
      annotations: annotations.map((annotation, i) => ordered([...order, ...keys], { ...annotation, id: String(1000 - 3 * i) })),
    };
    return new Writer(style).document(ordered(sections, document));
  });

async function readTruth(
  text: string,
  keep: ConstructorParameters<typeof GroundTruthBuilder>[1],
  window: ByteWindow,
): Promise<GroundTruthTable> {
  const builder = new GroundTruthBuilder('ground truth', keep);
  await parseChunks(inChunks(text, 1 << 20), new GroundTruthParser(builder), window, 'ground truth');
  return builder.finish();
}

/** Everything that a table holds besides segmentations. */
function columns({ images, categories, annotations }: GroundTruthTable): unknown {
  const { segmentations: _, segmentationNumbers: _numbers, segmentationRanges: _ranges, ...rest } = annotations;
  return { images: { ...images, index: images.index.ids }, categories: { ...categories, index: categories.index.ids }, annotations: rest };
}

it('reads ground truth as JSON.parse does, with masks, numbers or places of segmentations', async () => {
  await fc.assert(
    fc.asyncProperty(truthDocuments, windows, async (text, size) => {
      const json = JSON.parse(text.replace(/^\uFEFF/, '')) as GroundTruthJson;
      const expected = groundTruthFromJson({
        ...json,
        annotations: json.annotations.map((annotation) => ({
          ...annotation,
          bbox: (annotation.bbox as number[] | undefined) ?? [NaN, NaN, NaN, NaN],
        })),
      });
      const window = (): ByteWindow => new ByteWindow(undefined, size);
      const withMasks = await readTruth(text, { segmentations: new SegmentationColumn() }, window());
      const withNumbers = await readTruth(text, { segmentationNumbers: new SegmentationNumbers() }, window());
      const withPlaces = await readTruth(text, { segmentationRanges: new ByteRanges() }, window());
      for (const table of [withMasks, withNumbers, withPlaces, await readTruth(text, {}, window())])
        expect(columns(table)).toEqual(columns(expected));
      const bytes = new TextEncoder().encode(text);
      json.annotations.forEach(({ segmentation }, row) => {
        expect(withMasks.annotations.segmentations?.mask(row, HEIGHT, HEIGHT)).toEqual(
          expected.annotations.segmentations?.mask(row, HEIGHT, HEIGHT),
        );
        const lists = segmentation === undefined ? [] : 'counts' in segmentation ? [segmentation.counts as number[]] : segmentation;
        expect(withNumbers.annotations.segmentationNumbers?.row(row)).toEqual(lists.map((list) => Float32Array.from(list)));
        const ranges = withPlaces.annotations.segmentationRanges;
        const start = ranges?.start(row) ?? 0;
        const place = new TextDecoder().decode(bytes.subarray(start, start + (ranges?.length(row) ?? 0)));
        expect(place === '' ? undefined : JSON.parse(place)).toEqual(segmentation);
      });
    }),
    { numRuns: 120 },
  );
});
