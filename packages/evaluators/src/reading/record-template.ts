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

/**
 * How the records of a file are written: a fixed text before each value, and one at the end. The texts are held as words of
 * four bytes, the last one of each with a mask, so that they can be compared four bytes at a time.
 */
export interface RecordTemplate {
  readonly slots: readonly SlotKind[];
  /** Words of all texts, one text after the other, and which bits of each count. */
  readonly words: Int32Array;
  readonly masks: Int32Array;
  /** End of each text's words; one more entry than slots. */
  readonly wordEnds: Int32Array;
  /** Length of each text in bytes. */
  readonly lengths: Int32Array;
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
  const texts: Uint8Array[] = [];
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
      texts.push(bytes.subarray(start + fixedFrom, start + match.index + quoted));
      slots.push(slot);
      fixedFrom = next - quoted;
    }
  }
  texts.push(bytes.subarray(start + fixedFrom, end));
  const fits = texts.every(({ length }) => length <= PADDING);
  return fits && new Set(slots).size === slots.length && waiting.length === 0 ? templateOf(texts, slots) : undefined;
}

function templateOf(texts: readonly Uint8Array[], slots: readonly SlotKind[]): RecordTemplate {
  const words: number[] = [];
  const masks: number[] = [];
  const wordEnds = texts.map((text) => {
    for (let at = 0; at < text.length; at += 4) {
      const padded = new Uint8Array(8);
      padded.set(text.subarray(at, at + 4));
      padded.fill(255, 4, 4 + Math.min(4, text.length - at));
      const view = new DataView(padded.buffer);
      words.push(view.getInt32(0, true));
      masks.push(view.getInt32(4, true));
    }
    return words.length;
  });
  return {
    slots,
    words: Int32Array.from(words),
    masks: Int32Array.from(masks),
    wordEnds: Int32Array.from(wordEnds),
    lengths: Int32Array.from(texts, ({ length }) => length),
  };
}
