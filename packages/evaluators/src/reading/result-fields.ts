import { KeyTable } from './key-table.js';

/** Keys of a result record, by number. */
export const RESULT_KEYS = new KeyTable(['image_id', 'category_id', 'score', 'bbox', 'segmentation']);
export const [IMAGE_ID, CATEGORY_ID, SCORE, SEGMENTATION] = [0, 1, 2, 4];

/** Keys of a mask. */
export const MASK_KEYS = new KeyTable(['size', 'counts']);

/** Fields of the record that is being read; reused for every record. */
export class ResultFields {
  /** A bigint beyond ±(2^53 − 1). */
  imageId: number | bigint = NaN;
  categoryId = NaN;
  score = NaN;
  hasBox = false;
  readonly box = new Float64Array(4);
  hasMask = false;
  maskHeight = 0;
  maskWidth = 0;
  /** Compressed run lengths, without the escapes of JSON. */
  counts = new Uint8Array(1 << 12);
  countsLength = 0;

  clear(): void {
    this.imageId = NaN;
    this.categoryId = NaN;
    this.score = NaN;
    this.hasBox = false;
    this.hasMask = false;
    this.countsLength = 0;
  }

  /**
   * Copies the characters of a JSON string that holds compressed run lengths.
   *
   * @returns false if it holds an escape other than that of the backslash
   */
  setCounts(bytes: Uint8Array, start: number, end: number): boolean {
    this.#reserve(end - start);
    const { counts } = this;
    let length = 0;
    for (let p = start; p < end; p++) {
      if (bytes[p] === 92 && bytes[++p] !== 92) return false;
      counts[length++] = bytes[p];
    }
    this.countsLength = length;
    return true;
  }

  /** Sets compressed run lengths from their text. */
  setText(text: string): void {
    const bytes = new TextEncoder().encode(text);
    this.#reserve(bytes.length);
    this.counts.set(bytes);
    this.countsLength = bytes.length;
  }

  #reserve(length: number): void {
    if (length > this.counts.length) this.counts = new Uint8Array(2 * length);
  }
}
