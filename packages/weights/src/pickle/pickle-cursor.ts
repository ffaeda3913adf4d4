import type { ByteSource } from '../source/byte-source.js';

const windowSize = 1 << 16;
const latin1 = new TextDecoder('latin1');
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Reads a pickle from front to back, through a window. */
export class PickleCursor {
  readonly source: ByteSource;
  #position: number;
  #window: Uint8Array = new Uint8Array(0);
  #windowStart = 0;

  constructor(source: ByteSource, position = 0) {
    this.source = source;
    this.#position = position;
  }

  /** Offset of the next byte in the source. */
  get position(): number {
    return this.#position;
  }

  /** @throws CheckpointError if the source ends before */
  bytes(length: number): Uint8Array {
    const start = this.#position - this.#windowStart;
    if (start < 0 || start + length > this.#window.length) return this.#refill(length);
    this.#position += length;
    return this.#window.subarray(start, start + length);
  }

  view(length: number): DataView {
    const bytes = this.bytes(length);
    return new DataView(bytes.buffer, bytes.byteOffset, length);
  }

  uint8(): number {
    return this.bytes(1)[0];
  }

  uint32(): number {
    return this.view(4).getUint32(0, true);
  }

  /** A length of 8 bytes; beyond 2^53 no file can be that long. */
  uint64(): number {
    return Number(this.view(8).getBigUint64(0, true));
  }

  latin1(length: number): string {
    return latin1.decode(this.bytes(length));
  }

  utf8(length: number): string {
    return utf8.decode(this.bytes(length));
  }

  /** Text up to the next line feed, which is skipped. */
  line(): string {
    const codes: number[] = [];
    for (let code = this.uint8(); code !== 0x0a; code = this.uint8()) codes.push(code);
    return latin1.decode(Uint8Array.from(codes));
  }

  #refill(length: number): Uint8Array {
    const left = this.source.size - this.#position;
    this.#window = this.source.read(this.#position, Math.max(length, Math.min(windowSize, left)));
    this.#windowStart = this.#position;
    this.#position += length;
    return this.#window.subarray(0, length);
  }
}
