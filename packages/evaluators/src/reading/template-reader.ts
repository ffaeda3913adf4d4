import type { DetectionSink } from '../detections/detection-sink.js';
import { IncompleteInput } from './incomplete-input.js';
import type { JsonCursor } from './json-cursor.js';
import type { FixedText, RecordTemplate } from './record-template.js';
import { Slot } from './record-template.js';
import type { ResultFields } from './result-fields.js';
import { takeFields } from './take-fields.js';

const QUOTE = 34;

/**
 * Reads records that follow a template. Every fixed text is compared, so a record that is written otherwise is noticed
 * and left to the parser that goes by rule. Numbers of detections that are not wanted are passed over.
 */
export class TemplateReader {
  readonly #texts: readonly FixedText[];
  readonly #slots: readonly number[];
  readonly #end: FixedText;
  /** Number of slots after which image and class are known. */
  readonly #decision: number;
  readonly #hasBox: boolean;
  readonly #hasMask: boolean;
  readonly #sink: DetectionSink;
  readonly #fields: ResultFields;
  #bytes: Uint8Array = new Uint8Array(0);
  #view: DataView = new DataView(new ArrayBuffer(0));
  #image = -1;
  #imageId = NaN;

  constructor({ texts, slots, end }: RecordTemplate, sink: DetectionSink, fields: ResultFields) {
    this.#texts = texts;
    this.#slots = slots;
    this.#end = end;
    this.#decision = Math.max(slots.indexOf(Slot.imageId), slots.indexOf(Slot.categoryId)) + 1;
    this.#hasBox = slots.includes(Slot.x);
    this.#hasMask = slots.includes(Slot.counts);
    this.#sink = sink;
    this.#fields = fields;
  }

  /** Reads on as long as records follow, each after a comma, like the template; stops before the comma of the first other one. */
  readRun(cursor: JsonCursor, end: number): void {
    const { window } = cursor;
    for (;;) {
      const start = cursor.position;
      let p = start;
      if (window.bytes[p] !== 44) return;
      p++;
      while (window.bytes[p] === 32 || window.bytes[p] === 10) p++;
      if (window.base + p >= end) return;
      cursor.position = p;
      if (this.read(cursor)) continue;
      cursor.position = start;
      return;
    }
  }

  /** @returns false if the record differs from the template or goes on beyond the window; nothing has been taken then */
  read(cursor: JsonCursor): boolean {
    const { window } = cursor;
    const { bytes } = window;
    if (bytes !== this.#bytes) {
      this.#bytes = bytes;
      this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    }
    try {
      const end = this.#pass(cursor, bytes);
      if (end < 0) return false;
      cursor.position = end;
      return true;
    } catch (error) {
      if (error instanceof IncompleteInput) return false;
      throw error;
    }
  }

  /** @returns position behind the record, −1 if it differs */
  #pass(cursor: JsonCursor, bytes: Uint8Array): number {
    const fields = this.#fields;
    const view = this.#view;
    const slots = this.#slots;
    const start = cursor.position;
    let image = -1;
    let category = -1;
    let wanted = true;
    let p = start;
    for (let s = 0; s < slots.length; s++) {
      const text = this.#texts[s];
      if (!text.matches(bytes, view, p)) return -1;
      p += text.length;
      const slot = slots[s];
      if (slot <= Slot.categoryId) {
        let byte = bytes[p];
        let id = 0;
        const first = p;
        while (byte >= 48 && byte <= 57) {
          id = id * 10 + (byte - 48);
          byte = bytes[++p];
        }
        // Signs, exponents and long ids are for the parser that goes by rule.
        if (p === first || p - first > 15 || (byte !== 44 && byte !== 125)) return -1;
        if (slot === Slot.imageId) image = this.#imageIndex(id);
        else category = this.#sink.categoryIndex(id);
        if (s + 1 === this.#decision) {
          if (image < 0) return -1;
          wanted = this.#sink.wants(image, category);
        }
      } else if (slot === Slot.counts) {
        const close = bytes.indexOf(QUOTE, p);
        if (close < 0 || close >= cursor.window.end) return -1;
        if (wanted && !fields.setCounts(bytes, p, close)) return -1;
        p = close;
      } else if (wanted || s < this.#decision) {
        if (bytes[p] !== 45 && (bytes[p] < 48 || bytes[p] > 57)) return -1;
        cursor.position = p;
        this.#set(slot, cursor.number());
        p = cursor.position;
      } else {
        const first = p;
        while (isNumberByte(bytes[p])) p++;
        if (p === first) return -1;
      }
    }
    if (!this.#end.matches(bytes, view, p)) return -1;
    p += this.#end.length;
    if (p > cursor.window.end) return -1;
    this.#take(cursor, start, image, category, wanted);
    return p;
  }

  #take(cursor: JsonCursor, start: number, image: number, category: number, wanted: boolean): void {
    this.#sink.count(image, category, this.#hasBox);
    if (!wanted) return;
    const fields = this.#fields;
    fields.hasBox = this.#hasBox;
    fields.hasMask = this.#hasMask;
    takeFields(this.#sink, image, category, fields, cursor, start);
  }

  #imageIndex(id: number): number {
    if (id !== this.#imageId) {
      this.#imageId = id;
      this.#image = this.#sink.findImage(id);
    }
    return this.#image;
  }

  #set(slot: number, value: number): void {
    const fields = this.#fields;
    if (slot === Slot.score) fields.score = value;
    else if (slot < Slot.maskHeight) fields.box[slot - Slot.x] = value;
    else if (slot === Slot.maskHeight) fields.maskHeight = value;
    else fields.maskWidth = value;
  }
}

function isNumberByte(byte: number): boolean {
  return (byte > 44 && byte < 58) || byte === 101 || byte === 43 || byte === 69;
}
