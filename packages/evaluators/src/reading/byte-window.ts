/** Zero bytes after the content: scanners may look this far ahead, and stop there because no JSON text contains them. */
export const PADDING = 64;

const FIRST_SIZE = 4 << 20;

/** A part of a file in memory, 4 MiB unless a single record is larger. */
export class ByteWindow {
  bytes: Uint8Array;
  /** End of the content in `bytes`. */
  end = 0;
  /** Offset in the file of `bytes[0]`. */
  base = 0;
  /** No content follows. */
  final = false;
  readonly #allocate: (size: number) => Uint8Array;

  /** @param allocate makes arrays; a Buffer in Node, whose search is fast */
  constructor(allocate: (size: number) => Uint8Array = (size) => new Uint8Array(size), size: number = FIRST_SIZE) {
    this.#allocate = allocate;
    this.bytes = allocate(size + PADDING);
  }

  /** Forgets the bytes before `from` and makes room; without anything to forget in a full window, it doubles. */
  advance(from: number): void {
    const kept = this.end - from;
    const capacity = this.bytes.length - PADDING;
    if (kept === capacity) {
      const larger = this.#allocate(2 * capacity + PADDING);
      larger.set(this.bytes);
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
