import type { DetectionSink } from '../detections/detection-sink.js';
import { IncompleteInput } from './incomplete-input.js';
import type { JsonCursor } from './json-cursor.js';
import type { RecordTemplate } from './record-template.js';
import { Slot } from './record-template.js';
import type { ResultFields } from './result-fields.js';
import { takeFields } from './take-fields.js';

const QUOTE = 34;
const COMMA = 44;

/**
 * Reads records that follow a template. Every fixed text is compared, so a record that is written otherwise is noticed
 * and left to the parser that goes by rule. Numbers of detections that are not wanted are passed over.
 */
export class TemplateReader {
  readonly #template: RecordTemplate;
  /** Number of slots after which image and class are known. */
  readonly #decision: number;
  readonly #hasBox: boolean;
  readonly #hasMask: boolean;
  readonly #sink: DetectionSink;
  readonly #fields: ResultFields;
  /** Numbers of the record, by slot. */
  readonly #values = new Float64Array(16);
  #bytes: Uint8Array = new Uint8Array(0);
  #view: DataView = new DataView(new ArrayBuffer(0));
  #image = -1;
  #imageId = NaN;

  constructor(template: RecordTemplate, sink: DetectionSink, fields: ResultFields) {
    const { slots } = template;
    this.#template = template;
    this.#decision = Math.max(slots.indexOf(Slot.imageId), slots.indexOf(Slot.categoryId)) + 1;
    this.#hasBox = slots.includes(Slot.x);
    this.#hasMask = slots.includes(Slot.counts);
    this.#sink = sink;
    this.#fields = fields;
  }

  /**
   * Reads records as long as each is like the template and a comma follows it; stops behind the last one.
   *
   * @param end offset in the file where no record of the range begins any more
   * @returns false if not even the first record, at the cursor, is like the template or complete
   */
  readRun(cursor: JsonCursor, end: number): boolean {
    const { window } = cursor;
    const { bytes } = window;
    if (bytes !== this.#bytes) {
      this.#bytes = bytes;
      this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    }
    const last = Math.min(window.end, end - window.base);
    const first = cursor.position;
    let done = first;
    let p = first;
    try {
      while (p < last) {
        const next = this.#pass(cursor, bytes, p);
        if (next < 0) break;
        p = done = next;
        if (bytes[p] !== COMMA) break;
        p++;
        while (bytes[p] === 32 || bytes[p] === 10) p++;
      }
    } catch (error) {
      if (!(error instanceof IncompleteInput)) throw error;
    }
    cursor.position = done;
    return done > first;
  }

  /** @returns position behind the record, −1 if it differs from the template or goes on beyond the window */
  #pass(cursor: JsonCursor, bytes: Uint8Array, start: number): number {
    const { slots, words, masks, wordEnds, lengths } = this.#template;
    const view = this.#view;
    let image = -1;
    let category = -1;
    let wanted = true;
    let p = start;
    let word = 0;
    for (let s = 0; s < slots.length; s++) {
      for (let at = p; word < wordEnds[s]; word++, at += 4) if ((view.getInt32(at, true) & masks[word]) !== words[word]) return -1;
      p += lengths[s];
      const slot = slots[s];
      if (slot <= Slot.categoryId) {
        const from = p;
        let byte = bytes[p];
        let id = 0;
        while (byte >= 48 && byte <= 57) {
          id = id * 10 + (byte - 48);
          byte = bytes[++p];
        }
        // Signs, exponents and long ids are for the parser that goes by rule.
        if (p === from || p - from > 15 || (byte !== COMMA && byte !== 125)) return -1;
        if (slot === Slot.categoryId) category = this.#sink.categoryIndex(id);
        else image = id === this.#imageId ? this.#image : this.#findImage(id);
        if (s + 1 === this.#decision) {
          if (image < 0) return -1;
          wanted = this.#sink.wants(image, category);
        }
      } else if (slot === Slot.counts) {
        const close = bytes.indexOf(QUOTE, p);
        if (close < 0 || close >= cursor.window.end) return -1;
        if (wanted && !this.#fields.setCounts(bytes, p, close)) return -1;
        p = close;
      } else if (wanted) {
        if (bytes[p] !== 45 && (bytes[p] < 48 || bytes[p] > 57)) return -1;
        cursor.position = p;
        cursor.numberInto(this.#values, slot);
        p = cursor.position;
      } else {
        const from = p;
        while (isNumberWord(view.getInt32(p, true))) p += 4;
        while (isNumberByte(bytes[p])) p++;
        if (p === from) return -1;
      }
    }
    const closing = wordEnds.length - 1;
    for (let at = p; word < wordEnds[closing]; word++, at += 4) if ((view.getInt32(at, true) & masks[word]) !== words[word]) return -1;
    p += lengths[closing];
    if (p > cursor.window.end) return -1;
    this.#sink.count(image, category, this.#hasBox);
    if (wanted) this.#take(cursor, start, image, category);
    return p;
  }

  #take(cursor: JsonCursor, start: number, image: number, category: number): void {
    const values = this.#values;
    if (!this.#hasMask) {
      this.#sink.push(image, category, values[Slot.score], values[Slot.x], values[Slot.y], values[Slot.width], values[Slot.height]);
      return;
    }
    const fields = this.#fields;
    fields.score = values[Slot.score];
    fields.hasBox = this.#hasBox;
    for (let i = 0; i < 4; i++) fields.box[i] = values[Slot.x + i];
    fields.hasMask = true;
    fields.maskHeight = values[Slot.maskHeight];
    fields.maskWidth = values[Slot.maskWidth];
    takeFields(this.#sink, image, category, fields, cursor, start);
  }

  #findImage(id: number): number {
    this.#imageId = id;
    return (this.#image = this.#sink.findImage(id));
  }
}

function isNumberByte(byte: number): boolean {
  return (byte > 44 && byte < 58) || byte === 101 || byte === 43 || byte === 69;
}

/** Whether four bytes are digits, points or minus signs (codes 45 … 57), tested in one go. */
function isNumberWord(word: number): boolean {
  const tooHigh = ((word + 0x46464646) | word) & 0x80808080;
  const highEnough = ((word | 0x80808080) - 0x2d2d2d2d) & 0x80808080;
  return tooHigh === 0 && highEnough === (0x80808080 | 0);
}
