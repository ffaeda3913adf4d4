import type { ByteWindow } from './byte-window.js';
import { PADDING } from './byte-window.js';

/** What a place between fixed texts holds. */
export const Slot = {
  imageId: 0,
  categoryId: 1,
  score: 2,
  x: 3,
  y: 4,
  width: 5,
  height: 6,
  maskHeight: 7,
  maskWidth: 8,
  counts: 9,
} as const;
/** One of the places. */
export type SlotKind = (typeof Slot)[keyof typeof Slot];

/** Bytes that must stand at a place. */
export class FixedText {
  readonly length: number;
  readonly #bytes: Uint8Array;
  readonly #words: Int32Array;

  constructor(window: Uint8Array, start: number, end: number) {
    // A copy, which `slice` of a Buffer is not: the window moves on.
    const bytes = Uint8Array.from(window.subarray(start, end));
    this.length = bytes.length;
    this.#bytes = bytes;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#words = Int32Array.from({ length: bytes.length >> 2 }, (_, i) => view.getInt32(4 * i, true));
  }

  /** Compares four bytes at a time. @param view of the same bytes, readable `PADDING` bytes beyond their content */
  matches(bytes: Uint8Array, view: DataView, position: number): boolean {
    const words = this.#words;
    for (let i = 0; i < words.length; i++) if (view.getInt32(position + 4 * i, true) !== words[i]) return false;
    for (let i = words.length << 2; i < this.length; i++) if (bytes[position + i] !== this.#bytes[i]) return false;
    return true;
  }
}

/** How the records of a file are written: fixed texts with a value after each, and one at the end. */
export interface RecordTemplate {
  readonly texts: readonly FixedText[];
  readonly slots: readonly SlotKind[];
  readonly end: FixedText;
}

/** Values that a record must have, by key, as they appear in files. */
const KINDS: ReadonlyMap<string, readonly SlotKind[]> = new Map<string, readonly SlotKind[]>([
  ['image_id', [Slot.imageId]],
  ['category_id', [Slot.categoryId]],
  ['score', [Slot.score]],
  ['bbox', [Slot.x, Slot.y, Slot.width, Slot.height]],
  ['size', [Slot.maskHeight, Slot.maskWidth]],
  ['counts', [Slot.counts]],
]);

const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null|[[\]{}:,]/g;

/**
 * Learns the template from a record that has been read by rule. A record is a promise about the next one only as long as
 * each of its fixed texts is found again, so every text is compared, and a record that differs is read by rule.
 *
 * @param start of the record's brace @param end behind it, both in the window
 * @returns undefined if the record holds anything that a template cannot follow, such as keys of other kinds
 */
export function learnTemplate({ bytes }: ByteWindow, start: number, end: number): RecordTemplate | undefined {
  const text = String.fromCharCode(...bytes.subarray(start, Math.min(end, start + (1 << 14))));
  if (text.length < end - start) return undefined;
  const texts: FixedText[] = [];
  const slots: SlotKind[] = [];
  let waiting: readonly SlotKind[] = [];
  let fixedFrom = 0;
  for (const match of text.matchAll(TOKEN)) {
    const [token] = match;
    const next = match.index + token.length;
    if (/^\s*:/.test(text.slice(next)) && token.startsWith('"')) {
      const key = token.slice(1, -1);
      if (waiting.length > 0 || (!KINDS.has(key) && key !== 'segmentation')) return undefined;
      waiting = KINDS.get(key) ?? [];
    } else if (token.length === 1 && '[]{}:,'.includes(token)) continue;
    else {
      const [slot] = waiting;
      if (waiting.length === 0 || (slot === Slot.counts) !== token.startsWith('"')) return undefined;
      waiting = waiting.slice(1);
      const quoted = slot === Slot.counts ? 1 : 0;
      texts.push(new FixedText(bytes, start + fixedFrom, start + match.index + quoted));
      slots.push(slot);
      fixedFrom = next - quoted;
    }
  }
  const last = new FixedText(bytes, start + fixedFrom, end);
  const fits = [...texts, last].every(({ length }) => length <= PADDING);
  return fits && new Set(slots).size === slots.length && waiting.length === 0 ? { texts, slots, end: last } : undefined;
}
