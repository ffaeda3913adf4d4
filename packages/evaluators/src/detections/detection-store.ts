import type { BufferFactory } from './buffer-factory.js';
import type { ChunkColumns } from './detection-chunk.js';
import { CHUNK_ROWS, DetectionChunk } from './detection-chunk.js';
import type { DetectionRows } from './detection-rows.js';
import { MaskColumns } from './mask-columns.js';

/** What a store keeps of each detection besides image, class and score. */
export interface StoreOptions {
  readonly boxes: boolean;
  readonly masks: boolean;
  /**
   * Keep only detections of classes that are judged on their image. Limits on detections cannot be applied afterwards, so
   * a lean store is good only as long as none of them binds.
   */
  readonly lean?: boolean;
  readonly createBuffer?: BufferFactory;
}

/** Detections on their way between threads. */
export interface SharedStore {
  readonly chunks: readonly ChunkColumns[];
  readonly imageCounts: Int32Array;
  readonly categoryCounts: Int32Array;
  readonly firstHasBox: boolean | undefined;
  readonly firstImage: number;
  readonly mixed: boolean;
}

const FIRST_CHUNK_ROWS = 1024;

/** Detections in columns, in blocks, in the order in which they came. */
export class DetectionStore {
  readonly options: StoreOptions;
  readonly chunks: ChunkColumns[] = [];
  /** Detections that came, those left out by a lean store included; by image and by category. */
  readonly imageCounts: Int32Array;
  readonly categoryCounts: Int32Array;
  /** Whether the first detection that came carried a box; undefined before it. */
  firstHasBox: boolean | undefined;
  /** Image of the first detection. */
  firstImage = -1;
  /** Some detections carry boxes and some do not. */
  mixed = false;
  #last: DetectionChunk | undefined;
  /** Where the masks of the last chunk are collected. */
  #maskRoom: Uint8Array = new Uint8Array(0);

  constructor(images: number, categories: number, options: StoreOptions) {
    this.options = options;
    this.imageCounts = new Int32Array(images);
    this.categoryCounts = new Int32Array(categories);
  }

  /** Counts a detection; every one that comes is counted, whether it is kept or not. */
  count(image: number, category: number, hasBox: boolean): void {
    this.imageCounts[image]++;
    if (category >= 0) this.categoryCounts[category]++;
    if (this.firstHasBox === undefined) {
      this.firstHasBox = hasBox;
      this.firstImage = image;
    } else if (this.firstHasBox !== hasBox) this.mixed = true;
  }

  /** Counts many detections at once, by image and by category; not the first one of all. */
  countAll(images: Int32Array, categories: Int32Array, hasBox: boolean): void {
    let total = 0;
    for (let i = 0; i < images.length; i++) {
      this.imageCounts[i] += images[i];
      total += images[i];
    }
    for (let i = 0; i < categories.length; i++) this.categoryCounts[i] += categories[i];
    if (total > 0 && this.firstHasBox !== hasBox) this.mixed = true;
  }

  /** Appends a detection; without a box the four numbers are NaN. */
  push(image: number, category: number, score: number, x: number, y: number, width: number, height: number): void {
    let chunk = this.#last;
    if (chunk === undefined || chunk.isFull) chunk = this.#nextChunk();
    chunk.push(image, category, score, x, y, width, height);
  }

  /** Appends detections that a scanner has read. */
  pushRows(rows: DetectionRows): void {
    for (let from = 0; from < rows.count;) {
      let chunk = this.#last;
      if (chunk === undefined || chunk.isFull) chunk = this.#nextChunk();
      const to = Math.min(rows.count, from + chunk.capacity - chunk.count);
      if (rows.hasMasks) this.#masksOf(chunk).setRows(chunk.count, rows, from, to);
      chunk.pushRows(rows, from, to);
      from = to;
    }
  }

  /** Sets the mask of the last detection; its compressed run lengths are the first `length` bytes, none if they will never be compared. */
  setMask(area: number, box: Int32Array, bytes: Uint8Array, length: number): void {
    const chunk = this.#last;
    if (chunk !== undefined) this.#masksOf(chunk).set(chunk.count - 1, area, box, bytes, length);
  }

  /** @returns what another thread needs to use these detections; columns in shared buffers are not copied */
  share(): SharedStore {
    this.close();
    const { imageCounts, categoryCounts, firstHasBox, firstImage, mixed } = this;
    return { chunks: this.chunks, imageCounts, categoryCounts, firstHasBox, firstImage, mixed };
  }

  /** @returns a store of detections that another thread has shared */
  static from(shared: SharedStore, options: StoreOptions): DetectionStore {
    const { imageCounts, categoryCounts } = shared;
    const store = new DetectionStore(imageCounts.length, categoryCounts.length, options);
    store.imageCounts.set(imageCounts);
    store.categoryCounts.set(categoryCounts);
    store.firstHasBox = shared.firstHasBox;
    store.firstImage = shared.firstImage;
    store.mixed = shared.mixed;
    for (const chunk of shared.chunks) store.chunks.push(chunk);
    return store;
  }

  /** Continues with the detections of another store, which must not be used any more. */
  append(other: DetectionStore): void {
    this.close();
    this.chunks.push(...other.chunks);
    for (let i = 0; i < this.imageCounts.length; i++) this.imageCounts[i] += other.imageCounts[i];
    for (let i = 0; i < this.categoryCounts.length; i++) this.categoryCounts[i] += other.categoryCounts[i];
    if (this.firstHasBox === undefined) {
      this.firstHasBox = other.firstHasBox;
      this.firstImage = other.firstImage;
    }
    this.mixed ||= other.mixed || (other.firstHasBox !== undefined && other.firstHasBox !== this.firstHasBox);
  }

  /** Gives unused room back; detections that come later begin a new block. */
  close(): void {
    this.#trimLast();
    this.#last = undefined;
  }

  #masksOf(chunk: DetectionChunk): MaskColumns {
    return (chunk.masks ??= new MaskColumns(chunk.capacity, this.#maskRoom, this.options.createBuffer));
  }

  #trimLast(): void {
    if (this.#last?.masks !== undefined) this.#maskRoom = this.#last.masks.trim();
  }

  #nextChunk(): DetectionChunk {
    const capacity = this.#last === undefined ? FIRST_CHUNK_ROWS : Math.min(CHUNK_ROWS, 4 * this.#last.capacity);
    this.#trimLast();
    this.#last = new DetectionChunk(capacity, this.options.boxes, this.options.createBuffer);
    this.chunks.push(this.#last);
    return this.#last;
  }
}
