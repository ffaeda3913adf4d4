import type { ByteWindow } from '../byte-window.js';
import { decimalPowers } from './decimal-powers.js';
import type { RecordTemplate } from './record-template.js';

/** Doubles of a row that a scan hands over. */
export const ROW = 16;
const ROWS = 1 << 11;
const VALUES = 1 << 18;
const PARTS = 1 << 14;
/** Bytes of a text that are compared at a time, and of a step: address and length of its text, kind and slot of its value. */
const BLOCK = 16;
const STEP = 16;

/** What kernels/index.ts exports. */
interface ScannerExports {
  readonly scanResults: (start: number, last: number, end: number) => number;
  readonly scanRows: (start: number, end: number) => number;
  readonly fillTable: (table: number, count: number) => void;
  readonly readNumber: (address: number) => number;
  readonly numberEnd: WebAssembly.Global<'i32'>;
  readonly next: WebAssembly.Global<'i32'>;
  readonly rowCount: WebAssembly.Global<'i32'>;
}

/** An array that the scanner is given. */
type Column = Float64Array | Float32Array | Int32Array | Uint32Array | Uint8Array;

/** The scanner on the memory of a window: compiled code that reads records of a known form into rows of numbers. */
export class RecordScanner {
  readonly kernels: ScannerExports;
  readonly #window: ByteWindow;
  readonly #rows: number;
  readonly #values: number;
  readonly #parts: number;
  readonly #steps: number;
  /** Where each fixed text lies, and how many bytes its blocks may take. */
  readonly #texts: { address: number; room: number }[];

  constructor(module: WebAssembly.Module, window: ByteWindow, template: RecordTemplate) {
    this.#window = window;
    const instance = new WebAssembly.Instance(module, { env: { memory: window.memory } });
    this.kernels = instance.exports as unknown as ScannerExports;
    this.#rows = window.reserve(8 * ROW * ROWS);
    this.#values = window.reserve(VALUES);
    this.#parts = window.reserve(PARTS);
    const { texts, places } = template;
    this.#texts = texts.map((text) => ({ address: this.place(masked(text)), room: masked(text).length }));
    const steps = places.flatMap(({ kind, slot }, i) => [this.#texts[i].address, texts[i].length, kind, 8 * slot]);
    this.#steps = this.place(Int32Array.from(steps));
    this.set({
      powers: this.place(decimalPowers()),
      ...{ steps: this.#steps, stepCount: places.length },
      ...{ tail: this.#texts[places.length].address, tailLength: texts[places.length].length },
      ...{ rows: this.#rows, rowLimit: ROWS },
      ...{ values: this.#values, valuesEnd: this.#values + VALUES },
      ...{ parts: this.#parts, partsEnd: this.#parts + PARTS },
    });
  }

  /** Sets globals of the scanner by their names in the kernels. */
  set(settings: Readonly<Record<string, number>>): void {
    const globals = this.kernels as unknown as Readonly<Record<string, WebAssembly.Global<'i32'>>>;
    for (const [name, value] of Object.entries(settings)) globals[name].value = value;
  }

  /** Replaces the fixed text before a place, by its number; the last text stands behind all places. */
  replaceText(index: number, text: Uint8Array): void {
    const blocks = masked(text);
    const { room } = this.#texts[index];
    if (blocks.length > room) this.#texts[index] = { address: this.place(blocks), room: blocks.length };
    const { address } = this.#texts[index];
    new Uint8Array(this.#window.memory.buffer, address, blocks.length).set(blocks);
    if (index === this.#texts.length - 1) this.set({ tail: address, tailLength: text.length });
    else this.integersAt(this.#steps + STEP * index, 2).set([address, text.length]);
  }

  /** Copies an array into the scanner's memory. @returns its address */
  place(column: Column): number {
    const address = this.#window.reserve(column.byteLength);
    const bytes = new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
    new Uint8Array(this.#window.memory.buffer, address, column.byteLength).set(bytes);
    return address;
  }

  /** @returns an array that lies in the scanner's memory; valid until memory grows */
  integersAt(address: number, length: number): Int32Array {
    return new Int32Array(this.#window.memory.buffer, address, length);
  }

  /** Sets a slot of all rows, for values that the template does not have. */
  presetSlot(slot: number, value: number): void {
    const rows = new Float64Array(this.#window.memory.buffer, this.#rows, ROW * ROWS);
    for (let at = slot; at < rows.length; at += ROW) rows[at] = value;
  }

  /** Rows that the last scan has handed over. */
  get rowCount(): number {
    return this.kernels.rowCount.value;
  }

  /** The rows, one after the other; valid until memory grows. */
  get rows(): Float64Array {
    return new Float64Array(this.#window.memory.buffer, this.#rows, ROW * this.rowCount);
  }

  /** Values that belong to the rows, as numbers of any kind. */
  valuesAs<A extends Column>(Kind: new (buffer: ArrayBuffer, offset: number, length: number) => A, width: number): A {
    return new Kind(this.#window.memory.buffer, this.#values, VALUES / width);
  }

  /** Lengths of polygons. */
  get parts(): Int32Array {
    return new Int32Array(this.#window.memory.buffer, this.#parts, PARTS / 4);
  }

  /** Where to continue after rows were taken, as an address; 0 if the scan stopped for another reason. */
  get next(): number {
    return this.kernels.next.value;
  }
}

/** @returns the text in blocks, each followed by a mask of the bytes that count */
function masked(text: Uint8Array): Uint8Array {
  const blocks = Math.ceil(text.length / BLOCK);
  const bytes = new Uint8Array(2 * BLOCK * blocks);
  for (let i = 0; i < blocks; i++) {
    const part = text.subarray(BLOCK * i, BLOCK * (i + 1));
    bytes.set(part, 2 * BLOCK * i);
    bytes.fill(255, 2 * BLOCK * i + BLOCK, 2 * BLOCK * i + BLOCK + part.length);
  }
  return bytes;
}
