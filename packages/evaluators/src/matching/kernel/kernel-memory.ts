import type { ColumnFactory } from '../column-factory.js';

const PAGE = 1 << 16;
/** Memory up to this size is kept for the next evaluation: many small ones would otherwise each ask the system for its own. */
const KEPT_PAGES = 1 << 10;

let idle: WebAssembly.Memory | undefined;

/** Columns one after the other in the memory of a kernel. */
export class KernelMemory implements ColumnFactory {
  readonly memory: WebAssembly.Memory;
  #end = 8;

  /** @param bytes that all columns together take at most, 8 more for each; the system gives a page when it is first used */
  constructor(bytes: number) {
    const pages = Math.ceil((bytes + 8) / PAGE);
    this.memory = idle ?? new WebAssembly.Memory({ initial: pages });
    idle = undefined;
    const present = this.memory.buffer.byteLength / PAGE;
    if (present < pages) this.memory.grow(pages - present);
  }

  floats(length: number): Float64Array<ArrayBuffer> {
    return new Float64Array(this.memory.buffer, this.#take(8 * length), length);
  }

  integers(length: number): Int32Array<ArrayBuffer> {
    return new Int32Array(this.memory.buffer, this.#take(4 * length), length);
  }

  bytes(length: number): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.memory.buffer, this.#take(length), length);
  }

  /** Lets the next evaluation have the memory. */
  release(): void {
    if (this.memory.buffer.byteLength <= KEPT_PAGES * PAGE) idle = this.memory;
  }

  #take(bytes: number): number {
    const start = this.#end;
    this.#end += (bytes + 7) & ~7;
    return start;
  }
}
