import type { JsonCursor } from '../json-cursor.js';
import { learnTemplate } from './record-template.js';
import type { KnownMembers, RecordTemplate } from './record-template.js';
import { RecordScanner } from './record-scanner.js';
import { scannerModule } from './scanner-module.js';

/** Records that a template may be learned from. */
const LESSONS = 16;

/** Takes the rows of a scan. */
export interface RowReceiver {
  /** Members that are read, and those that a record must have. */
  readonly members: KnownMembers;
  readonly required: readonly number[];
  /** Prepares a scanner, e.g. for members that its template does not have. */
  prepare(scanner: RecordScanner, template: RecordTemplate): void;
  /**
   * @param toOffset what makes an address an offset in the file
   * @param expected of `count` things that have come so far, how many the whole file will give; undefined if its size is not known
   */
  take(scanner: RecordScanner, toOffset: number, expected: (count: number) => number | undefined): void;
}

/** Reads records of ground truth that follow a template, learned from the first of them; the rest is left to the parser that goes by rule. */
export class RowScanner {
  readonly #receiver: RowReceiver;
  #scanner: RecordScanner | undefined;
  #lessons = LESSONS;

  constructor(receiver: RowReceiver) {
    this.#receiver = receiver;
  }

  /** Learns from a record that was read by rule, from `start` to the cursor. */
  learn(cursor: JsonCursor, start: number): void {
    if (this.#scanner !== undefined || this.#lessons === 0) return;
    this.#lessons--;
    const template = learnTemplate(cursor.window, start, cursor.position, this.#receiver.members);
    const slots = template?.places.map(({ slot }) => slot) ?? [];
    const module = scannerModule();
    if (template === undefined || module === undefined || !this.#receiver.required.every((slot) => slots.includes(slot))) return;
    this.#scanner = new RecordScanner(module, cursor.window, template);
    this.#receiver.prepare(this.#scanner, template);
  }

  /**
   * Reads records as long as each is like the template and a comma follows it; stops behind the last one.
   *
   * @returns false if not even the first record, at the cursor, is like the template or complete
   */
  readRun(cursor: JsonCursor): boolean {
    const scanner = this.#scanner;
    if (scanner === undefined) return false;
    const { window } = cursor;
    const { address } = window;
    const first = address + cursor.position;
    let done = first;
    const expected = (count: number): number | undefined =>
      window.size === undefined ? undefined : (count * window.size) / (window.base + done - address);
    for (let from = first; from !== 0; from = scanner.next) {
      const behind = scanner.kernels.scanRows(from, address + window.end);
      if (behind !== from) done = behind;
      this.#receiver.take(scanner, window.base - address, expected);
    }
    cursor.position = done - address;
    return done > first;
  }
}
