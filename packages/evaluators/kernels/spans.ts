const QUOTE: u32 = 34;
const BACKSLASH: u32 = 92;
const OPEN: u32 = 91;
const CLOSE: u32 = 93;
const COMMA: u32 = 44;
const PLUS: u32 = 43;
const MINUS: u32 = 45;
const POINT: u32 = 46;
const ZERO: u32 = 48;
const LOWER_E: u32 = 101;

/** @returns position behind the number at `p`, `p` if there is none as JSON writes it */
export function skipNumber(p: usize): usize {
  const first = <u32>load<u8>(p) == MINUS ? p + 1 : p;
  let end = skipDigits(first);
  if (end == first || (<u32>load<u8>(first) == ZERO && end > first + 1)) return p;
  if (<u32>load<u8>(end) == POINT) {
    const fraction = end + 1;
    end = skipDigits(fraction);
    if (end == fraction) return p;
  }
  if ((<u32>load<u8>(end) | 32) != LOWER_E) return end;
  const sign: u32 = load<u8>(end + 1);
  const power = end + (sign == MINUS || sign == PLUS ? 2 : 1);
  end = skipDigits(power);
  return end == power ? p : end;
}

@inline
function skipDigits(p: usize): usize {
  while (true) {
    const others = i8x16.bitmask(i8x16.gt_u(i8x16.sub(v128.load(p), i8x16.splat(<i8>ZERO)), i8x16.splat(9)));
    if (others != 0) return p + <usize>ctz(others);
    p += 16;
  }
}

/** @returns position of the closing quote of a text without escaped quotes that begins at `p`, `end` if there is none */
export function findQuote(p: usize, end: usize): usize {
  while (p < end) {
    const found = i8x16.bitmask(i8x16.eq(v128.load(p), i8x16.splat(<i8>QUOTE)));
    if (found != 0) return min(end, p + <usize>ctz(found));
    p += 16;
  }
  return end;
}

/** @returns position of the closing quote of an ASCII text without escapes that begins at `p`, `end` for any other */
export function skipPlainText(p: usize, end: usize): usize {
  while (p < end) {
    const bytes = v128.load(p);
    // Control characters, and what is not ASCII, are below 32 as signed bytes.
    const ends = v128.or(
      v128.or(i8x16.eq(bytes, i8x16.splat(<i8>QUOTE)), i8x16.eq(bytes, i8x16.splat(<i8>BACKSLASH))),
      i8x16.lt_s(bytes, i8x16.splat(32)),
    );
    const found = i8x16.bitmask(ends);
    if (found != 0) {
      p += <usize>ctz(found);
      return <u32>load<u8>(p) == QUOTE ? min(p, end) : end;
    }
    p += 16;
  }
  return end;
}

/** @returns the first position at or after `p` that holds no white space */
@inline
export function skipSpace(p: usize): usize {
  let byte: u32 = load<u8>(p);
  while (byte == 32 || byte == 10 || byte == 13 || byte == 9) byte = load<u8>(++p);
  return p;
}

/** @returns the first position at or after `p` of a byte that stands in no list of numbers */
@inline
function skipCoordinates(p: usize, end: usize): usize {
  while (p < end) {
    const bytes = v128.load(p);
    // '+' to '9' but '/'; 'e', 'E'; white space.
    const inside = v128.or(
      v128.andnot(
        i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(<i8>PLUS)), i8x16.splat(15)),
        i8x16.eq(bytes, i8x16.splat(47)),
      ),
      v128.or(i8x16.eq(v128.or(bytes, i8x16.splat(32)), i8x16.splat(<i8>LOWER_E)), isSpace(bytes)),
    );
    const outside = i8x16.bitmask(inside) ^ 0xffff;
    if (outside != 0) return min(end, p + <usize>ctz(outside));
    p += 16;
  }
  return end;
}

@inline
function isSpace(bytes: v128): v128 {
  return v128.or(
    v128.or(i8x16.eq(bytes, i8x16.splat(32)), i8x16.eq(bytes, i8x16.splat(10))),
    v128.or(i8x16.eq(bytes, i8x16.splat(13)), i8x16.eq(bytes, i8x16.splat(9))),
  );
}

/** @returns position behind a list of polygons that begins at `p`; `end` for anything else, or if it goes on beyond */
export function skipPolygons(p: usize, end: usize): usize {
  if (<u32>load<u8>(p) != OPEN) return end;
  p = skipSpace(p + 1);
  if (<u32>load<u8>(p) == CLOSE) return p + 1;
  while (true) {
    if (<u32>load<u8>(p) != OPEN) return end;
    p = skipCoordinates(p + 1, end);
    if (p >= end || <u32>load<u8>(p) != CLOSE) return end;
    p = skipSpace(p + 1);
    const byte: u32 = load<u8>(p);
    if (byte == CLOSE) return p + 1;
    if (byte != COMMA) return end;
    p = skipSpace(p + 1);
  }
}
