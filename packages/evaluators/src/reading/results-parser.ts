import type { DetectionSink } from '../detections/detection-sink.js';
import type { DocumentParser } from './document-parser.js';
import { skipByteOrderMark, takeEnd } from './document-parser.js';
import type { JsonCursor } from './json-cursor.js';
import { ResultFields } from './result-fields.js';
import { parseResultRecord } from './result-record-parser.js';
import { learnTemplate } from './scanner/record-template.js';
import { RESULT_MEMBERS, ResultScanner } from './scanner/result-scanner.js';
import { scannerModule } from './scanner/scanner-module.js';
import { takeFields } from './take-fields.js';

/** Which part of a result file is read. */
export interface ResultRange {
  /** The range begins at a record, not at the bracket of the list. */
  readonly inside: boolean;
  /** Offset in the file where the last record of the range must have begun; the following range goes on there. */
  readonly end: number;
}

/** The whole file. */
const WHOLE_FILE: ResultRange = { inside: false, end: Infinity };

/** Reads a result file, record by record, into a sink: fast as long as records are written alike, by rule otherwise. */
export class ResultsParser implements DocumentParser {
  readonly #sink: DetectionSink;
  readonly #range: ResultRange;
  readonly #fields = new ResultFields();
  #scanner: ResultScanner | undefined;
  /** How many more records a template may be learned from. */
  #lessons = 16;
  #started = false;
  #first = true;
  #ended = false;
  /** Offset of the record at which the following range goes on; −1 if the list ended before. */
  stoppedAt = -1;

  constructor(sink: DetectionSink, range: ResultRange = WHOLE_FILE) {
    this.#sink = sink;
    this.#range = range;
    this.#started = range.inside;
  }

  next(cursor: JsonCursor): boolean {
    if (!this.#started) {
      skipByteOrderMark(cursor);
      cursor.expect(91, '"[" of a list of results');
      this.#started = true;
      return true;
    }
    if (this.#ended) {
      takeEnd(cursor);
      return false;
    }
    if (this.#first && cursor.peek() === 93) cursor.position++;
    else if (this.#first || cursor.more(93)) return this.#nextRecord(cursor);
    this.#ended = true;
    this.#scanner?.finish();
    return true;
  }

  #nextRecord(cursor: JsonCursor): boolean {
    cursor.peek();
    if (cursor.offset >= this.#range.end) {
      this.stoppedAt = cursor.offset;
      this.#scanner?.finish();
      return false;
    }
    // Records that are written alike follow one another.
    if (this.#scanner?.readRun(cursor, this.#range.end) !== true) {
      const start = cursor.position;
      parseResultRecord(cursor, this.#fields);
      this.#take(cursor, start);
    }
    this.#first = false;
    return true;
  }

  #take(cursor: JsonCursor, start: number): void {
    const fields = this.#fields;
    const sink = this.#sink;
    const image = sink.findImage(fields.imageId);
    if (image < 0) cursor.fail(sink.unknownImage(fields.imageId), start);
    const category = sink.categoryIndex(fields.categoryId);
    sink.count(image, category, fields.hasBox);
    if (sink.wants(image, category)) takeFields(sink, image, category, fields, cursor, start);
    this.#learn(cursor, start);
  }

  #learn(cursor: JsonCursor, start: number): void {
    if (this.#scanner !== undefined || this.#lessons === 0) return;
    this.#lessons--;
    const template = learnTemplate(cursor.window, start, cursor.position, RESULT_MEMBERS);
    const module = scannerModule();
    if (template !== undefined && module !== undefined) this.#scanner = new ResultScanner(module, template, this.#sink, cursor);
  }
}
