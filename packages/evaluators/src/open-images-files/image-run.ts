import type { JsonCursor } from '../reading/json-cursor.js';
import { RecordScanner, ROW } from '../reading/scanner/record-scanner.js';
import type { KnownMembers, Place, RecordTemplate } from '../reading/scanner/record-template.js';
import { learnTemplate, PlaceKind } from '../reading/scanner/record-template.js';
import { scannerModule } from '../reading/scanner/scanner-module.js';

/** Slots of a row; that of the image is never filled. */
const Slot = { category: 0, score: 1, box: 2, image: 6 } as const;
const { id, number, runs } = PlaceKind;
const QUOTE = 34;
/** Longest fixed text: scanners may look this far beyond the window. */
const LONGEST_TEXT = 64;
/** Records that a template may be learned from. */
const LESSONS = 16;
/** Runs without a second record, one after the other, until no more are tried: images alternate in the file. */
const MOST_LONELY = 64;

/** Takes a result. @param box `x, y, width, height`, valid during the call @param start of the run, for messages */
export type ResultTaker = (cursor: JsonCursor, start: number, image: number, category: number, score: number, box: Float64Array) => void;

/** A result that was read by rule, up to the cursor: positions in the window of its beginning and its image's id, and the image. */
export interface FollowedRecord {
  readonly start: number;
  readonly idStart: number;
  readonly idEnd: number;
  /** Its place. */
  readonly image: number;
}

/**
 * Reads results that name the same image as the one before and are written like it: with the id as a part of the fixed text, a
 * record is five numbers for the scanner, whatever kind of id it is.
 */
export class ImageRun {
  readonly #take: ResultTaker;
  readonly #box = new Float64Array(4);
  #scanner: RecordScanner | undefined;
  /** Fixed texts before and behind the id, and the number of the text that joins them. */
  #around: { before: Uint8Array; behind: Uint8Array; index: number } = { before: new Uint8Array(0), behind: new Uint8Array(0), index: 0 };
  #lessons = LESSONS;
  #lonely = 0;
  /** Image of the run; −1 if none can be read. */
  #image = -1;
  #isOpen = false;

  constructor(take: ResultTaker) {
    this.#take = take;
  }

  /** Begins a run with a record that was read by rule. */
  follow(cursor: JsonCursor, { start, idStart, idEnd, image }: FollowedRecord): void {
    this.#isOpen = false;
    if (this.#lonely > MOST_LONELY) return;
    const { bytes } = cursor.window;
    const quote = bytes[idStart] === QUOTE ? 1 : 0;
    // A copy, because making a scanner moves the window; a Buffer's own `slice` would make none.
    const own = Uint8Array.from(bytes.subarray(idStart + quote, idEnd - quote));
    if (this.#scanner === undefined) this.#learn(cursor, start, quote === 1 ? runs : id);
    if (this.#scanner === undefined) return;
    const { before, behind, index } = this.#around;
    const text = Uint8Array.of(...before, ...own, ...behind);
    if (text.length > LONGEST_TEXT) return;
    this.#scanner.replaceText(index, text);
    this.#image = image;
    this.#isOpen = true;
    this.#lonely++;
  }

  /** Reads what follows in the run. @returns false if not even the record at the cursor belongs to it, or it is not complete */
  read(cursor: JsonCursor): boolean {
    const scanner = this.#scanner;
    if (scanner === undefined || !this.#isOpen) return false;
    const { window } = cursor;
    const { address } = window;
    const start = cursor.position;
    const first = address + start;
    let done = first;
    for (let from = first; from !== 0; from = scanner.next) {
      const behind = scanner.kernels.scanRows(from, address + window.end);
      if (behind !== from) done = behind;
      this.#pass(scanner, cursor, start);
    }
    cursor.position = done - address;
    if (done > first) this.#lonely = 0;
    return done > first;
  }

  #pass(scanner: RecordScanner, cursor: JsonCursor, start: number): void {
    const { rows } = scanner;
    const box = this.#box;
    for (let at = 0; at < rows.length; at += ROW) {
      for (let i = 0; i < 4; i++) box[i] = rows[at + Slot.box + i];
      this.#take(cursor, start, this.#image, rows[at + Slot.category], rows[at + Slot.score], box);
    }
  }

  #learn(cursor: JsonCursor, start: number, kind: Place['kind']): void {
    if (this.#lessons === 0) return;
    this.#lessons--;
    const members: KnownMembers = new Map<string, readonly Place[]>([
      ['image_id', [{ kind, slot: Slot.image }]],
      ['category_id', [{ kind: id, slot: Slot.category }]],
      ['score', [{ kind: number, slot: Slot.score }]],
      ['bbox', [0, 1, 2, 3].map((i) => ({ kind: number, slot: Slot.box + i }))],
    ]);
    const template = learnTemplate(cursor.window, start, cursor.position, members);
    const module = scannerModule();
    if (template === undefined || module === undefined) return;
    const known = template.places.map(({ slot }) => slot).filter((slot) => slot >= 0);
    if (known.length < 7) return;
    const index = template.places.findIndex(({ slot }) => slot === Slot.image);
    this.#around = { before: template.texts[index], behind: template.texts[index + 1], index };
    this.#scanner = new RecordScanner(module, cursor.window, withoutPlace(template, index));
  }
}

/** @returns the template whose texts around a place have become one */
function withoutPlace({ texts, places }: RecordTemplate, index: number): RecordTemplate {
  const joined = Uint8Array.of(...texts[index], ...texts[index + 1]);
  return { texts: texts.toSpliced(index, 2, joined), places: places.toSpliced(index, 1) };
}
