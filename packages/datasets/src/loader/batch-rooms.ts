/**
 * Memory of batches that nobody needs any more. Taken again, it spares the system from clearing pages and the garbage collector
 * from runs that a batch of many megabytes would ask for.
 */
export class BatchRooms {
  readonly #shared: boolean;
  /** By ascending size. */
  readonly #free: ArrayBufferLike[] = [];
  #isGivenBack = false;

  /**
   * @param shared whether threads fill the memory: then it is shared with them, because a thread that is handed a buffer counts
   * it as new memory and collects garbage
   */
  constructor(shared: boolean) {
    this.#shared = shared;
  }

  /** Puts the memory of pixels aside, if it is of the kind that is used here; never twice. */
  give({ buffer }: Float32Array): void {
    this.#isGivenBack = true;
    const isOfKind = this.#shared ? buffer instanceof SharedArrayBuffer : buffer instanceof ArrayBuffer;
    if (!isOfKind || buffer.byteLength === 0 || this.#free.includes(buffer)) return;
    const larger = this.#free.findIndex(({ byteLength }) => byteLength > buffer.byteLength);
    this.#free.splice(larger < 0 ? this.#free.length : larger, 0, buffer);
  }

  /** @returns memory for so many float32, with any numbers in it; undefined if whoever fills it has to make it */
  take(floats: number): ArrayBufferLike | undefined {
    const fitting = this.#free.findIndex(({ byteLength }) => byteLength >= 4 * floats);
    // In place of the smallest a larger one will be made: there are never more than the batches that were in use at once.
    const [room] = this.#free.splice(Math.max(0, fitting), 1);
    if (fitting >= 0) return room;
    // The garbage collector does not see how large shared memory is, so it is only for those who give it back.
    return this.#shared && this.#isGivenBack ? new SharedArrayBuffer(4 * floats) : undefined;
  }
}
