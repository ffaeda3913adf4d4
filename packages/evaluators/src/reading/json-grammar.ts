/** States of a reader of JSON text, one byte at a time. Those from `Act.open` on ask for more than a new state. */
export const State = {
  ...{ wrong: 0, value: 1, firstItem: 2, firstKey: 3, key: 4, colon: 5, after: 6 },
  ...{ text: 7, escape: 8, hex1: 9, hex2: 10, hex3: 11, hex4: 12 },
  // What must follow the first bytes of a character that is not ASCII (The Unicode Standard, table 3-7).
  ...{ last: 13, lastTwo: 14, lastThree: 15, notShort2: 16, noSurrogate: 17, notShort3: 18, notLarge: 19 },
  ...{ minus: 20, zero: 21, integer: 22, point: 23, fraction: 24, exponent: 25, sign: 26, power: 27 },
  // Rests of the words.
  ...{ rue: 28, ue: 29, e: 30, alse: 31, lse: 32, se: 33, ull: 34, ll: 35, l: 36 },
} as const;

/** What has to be done at a byte. */
export const Act = {
  openList: 64,
  openObject: 65,
  closeList: 66,
  closeObject: 67,
  comma: 68,
  endText: 69,
  endWord: 70,
  endNumber: 71,
} as const;

/** What to tell about states in which few bytes can follow. */
const EXPECTED: Readonly<Record<number, string>> = {
  [State.firstKey]: 'a key in quotes or "}"',
  [State.key]: 'a key in quotes',
  [State.colon]: '":"',
  [State.after]: '"," or the end of a list or an object',
  ...Object.fromEntries(
    [State.minus, State.zero, State.integer, State.point, State.fraction, State.exponent, State.sign, State.power].map((state) => [
      state,
      'a number as JSON writes it',
    ]),
  ),
  ...Object.fromEntries(
    [State.rue, State.ue, State.e, State.alse, State.lse, State.se, State.ull, State.ll, State.l].map((state) => [
      state,
      '"true", "false" or "null"',
    ]),
  ),
};

const STATES = 37;
const SPACE = [32, 9, 10, 13];

/** The next state or act for each state and byte, at `state · 256 + byte`; 0 where the byte is wrong. */
export const TRANSITIONS: Uint8Array = new Uint8Array(256 * STATES);

function on(state: number, bytes: string | readonly number[], next: number): void {
  const codes = typeof bytes === 'string' ? Array.from(bytes, (byte) => byte.charCodeAt(0)) : bytes;
  for (const code of codes) TRANSITIONS[256 * state + code] = next;
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

for (const state of [State.value, State.firstItem, State.firstKey, State.key, State.colon, State.after]) on(state, SPACE, state);

for (const state of [State.value, State.firstItem]) {
  on(state, '[', Act.openList);
  on(state, '{', Act.openObject);
  on(state, '"', State.text);
  on(state, '-', State.minus);
  on(state, '0', State.zero);
  on(state, '123456789', State.integer);
  on(state, 't', State.rue);
  on(state, 'f', State.alse);
  on(state, 'n', State.ull);
}
on(State.firstItem, ']', Act.closeList);
on(State.firstKey, '}', Act.closeObject);
for (const state of [State.firstKey, State.key]) on(state, '"', State.text);
on(State.colon, ':', State.value);

const NUMBER_ENDS = [State.zero, State.integer, State.fraction, State.power];
for (const state of [State.after, ...NUMBER_ENDS]) {
  on(state, ',', Act.comma);
  on(state, ']', Act.closeList);
  on(state, '}', Act.closeObject);
}
for (const state of NUMBER_ENDS) on(state, SPACE, Act.endNumber);
on(State.minus, '0', State.zero);
on(State.minus, '123456789', State.integer);
on(State.integer, '0123456789', State.integer);
for (const state of [State.zero, State.integer]) on(state, '.', State.point);
for (const state of [State.point, State.fraction]) on(state, '0123456789', State.fraction);
for (const state of [State.zero, State.integer, State.fraction]) on(state, 'eE', State.exponent);
on(State.exponent, '+-', State.sign);
for (const state of [State.exponent, State.sign, State.power]) on(state, '0123456789', State.power);

for (const [state, byte, next] of [
  ...([
    [State.rue, 'r', State.ue],
    [State.ue, 'u', State.e],
    [State.e, 'e', Act.endWord],
  ] as const),
  ...([
    [State.alse, 'a', State.lse],
    [State.lse, 'l', State.se],
    [State.se, 's', State.e],
  ] as const),
  ...([
    [State.ull, 'u', State.ll],
    [State.ll, 'l', State.l],
    [State.l, 'l', Act.endWord],
  ] as const),
] as const) {
  on(state, byte, next);
}

on(State.text, range(32, 127), State.text);
on(State.text, '"', Act.endText);
on(State.text, '\\', State.escape);
on(State.escape, '"\\/bfnrt', State.text);
on(State.escape, 'u', State.hex1);
for (const [state, next] of [
  [State.hex1, State.hex2],
  [State.hex2, State.hex3],
  [State.hex3, State.hex4],
  [State.hex4, State.text],
] as const) {
  on(state, '0123456789abcdefABCDEF', next);
}
on(State.text, range(0xc2, 0xdf), State.last);
on(State.text, range(0xe1, 0xef), State.lastTwo);
on(State.text, [0xe0], State.notShort2);
on(State.text, [0xed], State.noSurrogate);
on(State.text, [0xf0], State.notShort3);
on(State.text, range(0xf1, 0xf3), State.lastThree);
on(State.text, [0xf4], State.notLarge);
on(State.last, range(0x80, 0xbf), State.text);
on(State.lastTwo, range(0x80, 0xbf), State.last);
on(State.lastThree, range(0x80, 0xbf), State.lastTwo);
on(State.notShort2, range(0xa0, 0xbf), State.last);
on(State.noSurrogate, range(0x80, 0x9f), State.last);
on(State.notShort3, range(0x90, 0xbf), State.lastTwo);
on(State.notLarge, range(0x80, 0x8f), State.lastTwo);

/** @returns what is wrong with a byte, in a state where it cannot stand */
export function problem(state: number, byte: number): string {
  if (state === State.escape || (state >= State.hex1 && state <= State.hex4)) return 'a text has an escape here that JSON does not know.';
  if (state === State.text && byte < 32) return `a text holds byte ${byte} here; line breaks and other control characters must be escaped.`;
  if (state === State.text || (state >= State.last && state <= State.notLarge))
    return 'a text is not UTF-8 here. Was the file written in another encoding?';
  return `expected ${EXPECTED[state] ?? 'a value'}, found ${printable(byte)}.`;
}

/** @returns a byte for messages */
export function printable(byte: number): string {
  return byte > 32 && byte < 127 ? `"${String.fromCharCode(byte)}"` : `byte ${byte}`;
}
