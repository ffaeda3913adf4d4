/** Zero bytes after the content: scanners may look this far ahead, and stop there because no JSON text contains them. */
export const PADDING = 64;

const FIRST_SIZE = 1 << 20;
const PAGE = 1 << 16;
/** Addresses begin here, so that small numbers can say other things. */
const FIRST_ADDRESS = 64;

/** Makes the array through which a part of a buffer is read. */
export type ViewFactory = (buffer: ArrayBuffer, offset: number, length: number) => Uint8Array;

/** A part of a file in memory, 1 MiB unless a single record is larger. The memory is one that WebAssembly can work on. */
export class ByteWindow {
  readonly memory: WebAssembly.Memory;
  /** Replaced whenever memory grows. */
  bytes: Uint8Array;
  /** Address of `bytes[0]` in the memory. */
  address: number;
  /** End of the content in `bytes`. */
  end = 0;
  /** Offset in the file of `bytes[0]`. */
  base = 0;
  /** Size of the file, if it is known. */
  size: number | undefined;
  /** No content follows. */
  final = false;
  readonly #view: ViewFactory;
  #used: number;

  /** @param view makes arrays; a Buffer in Node, whose search is fast @param size of the window */
  constructor(view: ViewFactory = (buffer, offset, length) => new Uint8Array(buffer, offset, length), size: number = FIRST_SIZE) {
    this.#view = view;
    this.address = FIRST_ADDRESS;
    this.#used = FIRST_ADDRESS + size + PADDING;
    this.memory = new WebAssembly.Memory({ initial: Math.ceil(this.#used / PAGE) });
    this.bytes = view(this.memory.buffer, this.address, size + PADDING);
  }

  /** Sets memory aside for the user of a scanner. `bytes` is another array afterwards. @returns its address, a multiple of 16 */
  reserve(length: number): number {
    const address = Math.ceil(this.#used / 16) * 16;
    this.#used = address + length;
    // Scanners look ahead there, too.
    const missing = this.#used + PADDING - this.memory.buffer.byteLength;
    if (missing > 0) {
      const { length: content } = this.bytes;
      this.memory.grow(Math.ceil(missing / PAGE));
      this.bytes = this.#view(this.memory.buffer, this.address, content);
    }
    return address;
  }

  /** Forgets the bytes before `from` and makes room; without anything to forget in a full window, it doubles. */
  advance(from: number): void {
    const kept = this.end - from;
    const capacity = this.bytes.length - PADDING;
    if (kept === capacity) {
      const length = 2 * capacity + PADDING;
      const address = this.reserve(length);
      const larger = this.#view(this.memory.buffer, address, length);
      larger.set(this.bytes);
      this.address = address;
      this.bytes = larger;
    } else this.bytes.copyWithin(0, from, this.end);
    this.end = kept;
    this.base += from;
  }

  /** Number of bytes that can be appended now. */
  get room(): number {
    return this.bytes.length - PADDING - this.end;
  }

  /** Says that `count` bytes have been written at `end`. */
  filled(count: number): void {
    this.end += count;
    this.bytes.fill(0, this.end, this.end + PADDING);
  }
}
