const QUOTE: u32 = 34;
const BACKSLASH: u32 = 92;
const OPEN: u32 = 91;
const CLOSE: u32 = 93;
const COMMA: u32 = 44;

/** @returns position behind the characters at `p` that numbers are made of */
@inline
export function skipNumber(p: usize): usize {
  while (true) {
    const bytes = v128.load(p);
    // '-', '.', '/', digits; '+'; 'e', 'E'.
    const inside = v128.or(
      i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(45)), i8x16.splat(13)),
      v128.or(i8x16.eq(bytes, i8x16.splat(43)), i8x16.eq(v128.or(bytes, i8x16.splat(32)), i8x16.splat(101))),
    );
    const outside = i8x16.bitmask(inside) ^ 0xffff;
    if (outside != 0) return p + <usize>ctz(outside);
    p += 16;
  }
}

/** @returns position of the first of two bytes at or after `p`, `end` if there is none */
@inline
function findEither(p: usize, end: usize, a: i8, b: i8): usize {
  while (p < end) {
    const bytes = v128.load(p);
    const found = i8x16.bitmask(v128.or(i8x16.eq(bytes, i8x16.splat(a)), i8x16.eq(bytes, i8x16.splat(b))));
    if (found != 0) return min(end, p + <usize>ctz(found));
    p += 16;
  }
  return end;
}

/** @returns position of the closing quote of a text without escaped quotes that begins at `p`, `end` if there is none */
export function findQuote(p: usize, end: usize): usize {
  return findEither(p, end, <i8>QUOTE, <i8>QUOTE);
}

/** @returns position of the closing quote of a text without escapes that begins at `p`, `end` for any other */
export function skipPlainText(p: usize, end: usize): usize {
  const found = findEither(p, end, <i8>QUOTE, <i8>BACKSLASH);
  return <u32>load<u8>(found) == QUOTE ? found : end;
}

/** @returns the first position at or after `p` that holds no white space */
@inline
export function skipSpace(p: usize): usize {
  let byte: u32 = load<u8>(p);
  while (byte == 32 || byte == 10 || byte == 13 || byte == 9) byte = load<u8>(++p);
  return p;
}

/** @returns position behind a list of polygons that begins at `p`; `end` for anything else, or if it goes on beyond */
export function skipPolygons(p: usize, end: usize): usize {
  if (<u32>load<u8>(p) != OPEN) return end;
  p = skipSpace(p + 1);
  if (<u32>load<u8>(p) == CLOSE) return p + 1;
  while (true) {
    if (<u32>load<u8>(p) != OPEN) return end;
    // A quote, too, ends the search: what holds texts is no polygon.
    p = findEither(p, end, <i8>CLOSE, <i8>QUOTE);
    if (p >= end || <u32>load<u8>(p) != CLOSE) return end;
    p = skipSpace(p + 1);
    const byte: u32 = load<u8>(p);
    if (byte == CLOSE) return p + 1;
    if (byte != COMMA) return end;
    p = skipSpace(p + 1);
  }
}
