import type { ByteWindow } from '../byte-window.js';
import { PADDING } from '../byte-window.js';

/** What a scanner can read between fixed texts; numbered as in kernels/record.ts. */
export const PlaceKind = { id: 0, number: 1, runs: 2, polygons: 3, ids: 4, skippedNumber: 5, skippedText: 6 } as const;

/** A value of a record: how it is read, and which slot of a row it goes to. */
export interface Place {
  readonly kind: (typeof PlaceKind)[keyof typeof PlaceKind];
  readonly slot: number;
}

/** How the records of a file are written: a fixed text before each value, and one at the end. */
export interface RecordTemplate {
  /** One more than places. */
  readonly texts: readonly Uint8Array[];
  readonly places: readonly Place[];
}

/** Values of the members that are known, by path such as `segmentation.size`; none for an object that holds such members. */
export type KnownMembers = ReadonlyMap<string, readonly Place[]>;

const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null|[[\]{}:,]/g;
/** Longer records are no lesson. */
const LONGEST_LESSON = 1 << 15;

/**
 * Learns the template from a record that has been read by rule. A record is a promise about the next one only as long as
 * each of its fixed texts is found again, so every text is compared, and a record that differs is read by rule.
 *
 * @param start of the record's brace @param end behind it, both in the window
 * @returns undefined if the record holds anything that a template cannot follow, such as unknown members that are lists
 */
export function learnTemplate({ bytes }: ByteWindow, start: number, end: number, members: KnownMembers): RecordTemplate | undefined {
  if (end - start > LONGEST_LESSON) return undefined;
  const lesson = new Lesson(String.fromCharCode(...bytes.subarray(start, end)), members);
  if (!lesson.follow()) return undefined;
  const { places } = lesson;
  const slots = places.map(({ slot }) => slot).filter((slot) => slot >= 0);
  if (new Set(slots).size !== slots.length) return undefined;
  const texts = lesson.ranges.map(([from, to]) => Uint8Array.from(bytes.subarray(start + from, start + to)));
  return texts.every(({ length }) => length <= PADDING) ? { texts, places } : undefined;
}

/** A record on the way to its template. */
class Lesson {
  readonly places: Place[] = [];
  /** Beginning and end of each fixed text. */
  readonly ranges: [number, number][] = [];
  readonly #text: string;
  readonly #members: KnownMembers;
  readonly #tokens: readonly { readonly token: string; readonly at: number }[];
  /** Keys of the objects that are open. */
  readonly #path: string[] = [];
  #key: string | undefined;
  /** Values of the last key that have not come yet; undefined for a key that is not known. */
  #waiting: readonly Place[] | undefined = [];
  #fixedFrom = 0;

  constructor(text: string, members: KnownMembers) {
    this.#text = text;
    this.#members = members;
    this.#tokens = Array.from(text.matchAll(TOKEN), (match) => ({ token: match[0], at: match.index }));
  }

  /** @returns whether a template can follow the record */
  follow(): boolean {
    for (let t = 0; t < this.#tokens.length;) {
      const next = this.#token(t);
      if (next === undefined) return false;
      t = next;
    }
    this.ranges.push([this.#fixedFrom, this.#text.length]);
    return this.#waiting?.length === 0;
  }

  /** @returns number of the token to go on with */
  #token(t: number): number | undefined {
    const { token } = this.#tokens[t];
    if (token.startsWith('"') && this.#tokens.at(t + 1)?.token === ':') return this.#startMember(token) ? t + 2 : undefined;
    if (this.#waiting === undefined) return this.#unknownValue(t);
    const [place] = this.#waiting as readonly (Place | undefined)[];
    if (token === '{') {
      if (place !== undefined) return undefined;
      if (this.#key !== undefined) this.#path.push(this.#key);
      return t + 1;
    }
    if (token === '}') this.#path.pop();
    if (place === undefined) return t + 1;
    if (place.kind === PlaceKind.polygons || place.kind === PlaceKind.ids) return token === '[' ? this.#list(t, place) : undefined;
    if (token === '[' || token === ',') return t + 1;
    if (token.startsWith('"') !== (place.kind === PlaceKind.runs) || /^[\]}tfn]/.test(token)) return undefined;
    this.#take(t, t, place);
    return t + 1;
  }

  #startMember(token: string): boolean {
    if (this.#waiting?.length !== 0 || token.includes('\\')) return false;
    this.#key = token.slice(1, -1);
    this.#waiting = this.#members.get([...this.#path, this.#key].join('.'));
    return true;
  }

  #unknownValue(t: number): number | undefined {
    const { token } = this.#tokens[t];
    if (token === '[' || token === '{') return undefined;
    this.#waiting = [];
    // Words stay part of the fixed text.
    if (/^[-\d"]/.test(token)) {
      this.#take(t, t, { kind: token.startsWith('"') ? PlaceKind.skippedText : PlaceKind.skippedNumber, slot: -1 });
    }
    return t + 1;
  }

  #list(t: number, place: Place): number | undefined {
    let depth = 0;
    for (let last = t; last < this.#tokens.length; last++) {
      const { token } = this.#tokens[last];
      if (token === '[') depth++;
      else if (token === ']' && --depth === 0) {
        this.#take(t, last, place);
        return last + 1;
      }
    }
    return undefined;
  }

  /** Takes the tokens `first … last` as a value; the quotes of a text belong to the fixed texts around it. */
  #take(first: number, last: number, place: Place): void {
    const { token, at } = this.#tokens[last];
    const quote = token.startsWith('"') ? 1 : 0;
    this.ranges.push([this.#fixedFrom, this.#tokens[first].at + quote]);
    this.#fixedFrom = at + token.length - quote;
    this.places.push(place);
    this.#waiting = this.#waiting?.slice(1) ?? [];
  }
}
