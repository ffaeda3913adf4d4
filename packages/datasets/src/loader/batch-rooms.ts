/**
 * Memory of batches that nobody needs any more. Taken again, it spares the system from clearing pages and the garbage collector
 * from runs that a batch of many megabytes would ask for.
 */
export class BatchRooms {
  /** By ascending size. */
  readonly #free: ArrayBuffer[] = [];

  /** Puts the memory of pixels aside. Batches of other origin, and one that is given twice, are left alone. */
  give({ buffer }: Float32Array): void {
    if (!(buffer instanceof ArrayBuffer) || buffer.byteLength === 0 || this.#free.includes(buffer)) return;
    const larger = this.#free.findIndex(({ byteLength }) => byteLength > buffer.byteLength);
    this.#free.splice(larger < 0 ? this.#free.length : larger, 0, buffer);
  }

  /** @returns memory for so many float32 with the numbers of a batch before; undefined if there is none that is large enough */
  take(floats: number): ArrayBuffer | undefined {
    const fitting = this.#free.findIndex(({ byteLength }) => byteLength >= 4 * floats);
    // In place of the smallest a larger one will be made: there are never more than the batches that were in use at once.
    const [room] = this.#free.splice(Math.max(0, fitting), 1);
    return fitting < 0 ? undefined : room;
  }
}
