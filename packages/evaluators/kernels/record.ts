// A record is a sequence of steps: a fixed text, then a value. A step is four int32: address and length of the text, kind and
// slot of the value. Texts are stored as blocks of 16 bytes, each followed by a mask of the bytes that count.

/** An id: digits only. */
export const ID: i32 = 0;
export const NUMBER: i32 = 1;
/** Characters of compressed run lengths, up to the quote. */
export const RUNS: i32 = 2;
export const POLYGONS: i32 = 3;
/** A list of ids. */
export const IDS: i32 = 4;
/** A number, or a text up to its quote, that nobody asks for. */
export const SKIPPED_NUMBER: i32 = 5;
export const SKIPPED_TEXT: i32 = 6;

/** Size of a step in memory. */
export const STEP: usize = 16;

/** @returns whether the bytes at `p` are those of a fixed text */
@inline
export function follows(p: usize, text: usize, length: i32): bool {
  for (let i = 0; i < length; i += 16) {
    if (v128.any_true(v128.and(v128.xor(v128.load(p), v128.load(text)), v128.load(text, 16)))) return false;
    p += 16;
    text += 32;
  }
  return true;
}
