import { Slot } from '../../detections/detection-rows.js';
import type { DetectionSink } from '../../detections/detection-sink.js';
import type { IdIndex } from '../../ground-truth/id-index.js';
import type { JsonCursor } from '../json-cursor.js';
import { RecordScanner, ROW } from './record-scanner.js';
import type { KnownMembers, Place, RecordTemplate } from './record-template.js';
import { PlaceKind } from './record-template.js';

const { id, number, runs } = PlaceKind;

/** Members of a result that a scanner reads. */
export const RESULT_MEMBERS: KnownMembers = new Map<string, readonly Place[]>([
  ['image_id', [{ kind: id, slot: Slot.image }]],
  ['category_id', [{ kind: id, slot: Slot.category }]],
  ['score', [{ kind: number, slot: Slot.score }]],
  ['bbox', [0, 1, 2, 3].map((i) => ({ kind: number, slot: Slot.box + i }))],
  ['segmentation', []],
  [
    'segmentation.size',
    [
      { kind: number, slot: Slot.maskHeight },
      { kind: number, slot: Slot.maskWidth },
    ],
  ],
  ['segmentation.counts', [{ kind: runs, slot: Slot.area }]],
]);

/**
 * Reads results that follow a template. Every fixed text is compared, so a record that is written otherwise is noticed and left
 * to the parser that goes by rule. Numbers of detections that are not wanted are passed over.
 */
export class ResultScanner {
  readonly #sink: DetectionSink;
  readonly #scanner: RecordScanner;
  readonly #hasBox: boolean;
  readonly #hasMask: boolean;
  readonly #imageCounts: number;
  readonly #categoryCounts: number;

  /** @param template of a record that has image, class and score */
  constructor(module: WebAssembly.Module, template: RecordTemplate, sink: DetectionSink, cursor: JsonCursor) {
    const { truth, federation, store } = sink;
    const slots: readonly number[] = template.places.map(({ slot }) => slot);
    const scanner = new RecordScanner(module, cursor.window, template);
    this.#sink = sink;
    this.#scanner = scanner;
    this.#hasBox = slots.includes(Slot.box);
    this.#hasMask = slots.includes(Slot.area) && sink.wantsMask(this.#hasBox);
    this.#imageCounts = scanner.place(new Int32Array(store.imageCounts.length));
    this.#categoryCounts = scanner.place(new Int32Array(store.categoryCounts.length));
    const isLean = store.options.lean === true;
    scanner.set({
      ...{ imageTable: tableOf(scanner, truth.images.index), categoryTable: tableOf(scanner, truth.categories.index) },
      ...{ imageCounts: this.#imageCounts, categoryCounts: this.#categoryCounts },
      decision: Math.max(slots.indexOf(Slot.image), slots.indexOf(Slot.category)) + 1,
      ...{ lean: Number(isLean), words: federation.words },
      judged: isLean && federation.judged !== undefined ? scanner.place(federation.judged) : 0,
      withMasks: Number(this.#hasMask),
      ...(this.#hasMask
        ? {
            ...{ heights: scanner.place(truth.images.heights), widths: scanner.place(truth.images.widths) },
            positive: scanner.place(federation.positive),
          }
        : {}),
    });
    if (!this.#hasBox) for (let i = 0; i < 4; i++) scanner.presetSlot(Slot.box + i, NaN);
  }

  /**
   * Reads records as long as each is like the template and a comma follows it; stops behind the last one.
   *
   * @param end offset in the file where no record of the range begins any more
   * @returns false if not even the first record, at the cursor, is like the template or complete
   */
  readRun(cursor: JsonCursor, end: number): boolean {
    const { window } = cursor;
    const scanner = this.#scanner;
    const { address } = window;
    const last = address + Math.min(window.end, Math.max(0, end - window.base));
    const first = address + cursor.position;
    let done = first;
    for (let from = first; from !== 0; from = scanner.next) {
      const behind = scanner.kernels.scanResults(from, last, address + window.end);
      if (behind !== from) done = behind;
      this.#take();
    }
    cursor.position = done - address;
    return done > first;
  }

  /** Tells the store how many records there were. */
  finish(): void {
    const { store } = this.#sink;
    const images = this.#scanner.integersAt(this.#imageCounts, store.imageCounts.length);
    const categories = this.#scanner.integersAt(this.#categoryCounts, store.categoryCounts.length);
    store.countAll(images, categories, this.#hasBox);
    images.fill(0);
    categories.fill(0);
  }

  #take(): void {
    const { rows, rowCount } = this.#scanner;
    const bytes = this.#scanner.valuesAs(Uint8Array, 1);
    this.#sink.pushRows({ values: rows, length: ROW, count: rowCount, bytes, hasMasks: this.#hasMask });
  }
}

/** Builds the hash table of ids in the scanner's memory. @returns address of its description */
function tableOf(scanner: RecordScanner, { ids }: IdIndex): number {
  const slots = 1 << Math.ceil(Math.log2(2 * ids.length + 2));
  const description = scanner.place(Int32Array.of(scanner.place(new Int32Array(slots)), slots - 1, scanner.place(ids)));
  scanner.kernels.fillTable(description, ids.length);
  return description;
}
