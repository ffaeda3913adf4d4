const BLOCK = 1 << 22;

/** Place of a byte string in an arena. */
export interface ArenaSpan {
  readonly block: number;
  readonly start: number;
  readonly length: number;
}

/** Append-only store of many short byte strings in a few large blocks, so that gigabytes never have to be moved. */
export class ByteArena {
  readonly #blocks: Uint8Array[] = [];
  #used = BLOCK;

  get bytes(): number {
    return this.#blocks.reduce((sum, block) => sum + block.length, 0);
  }

  append(bytes: Uint8Array): ArenaSpan {
    if (bytes.length > BLOCK) {
      // Kept in a block of its own; the next string starts a fresh one.
      this.#used = BLOCK;
      return { block: this.#blocks.push(bytes.slice()) - 1, start: 0, length: bytes.length };
    }
    if (this.#used + bytes.length > BLOCK) {
      this.#blocks.push(new Uint8Array(BLOCK));
      this.#used = 0;
    }
    const block = this.#blocks.length - 1;
    const start = this.#used;
    this.#blocks[block].set(bytes, start);
    this.#used += bytes.length;
    return { block, start, length: bytes.length };
  }

  /** @returns a view; callers must not write to it */
  read(span: ArenaSpan): Uint8Array {
    return this.#blocks[span.block].subarray(span.start, span.start + span.length);
  }
}
