import { nearestDouble } from './nearest-double';

const ZERO: u32 = 48;
const MINUS: u32 = 45;
const PLUS: u32 = 43;
const POINT: u32 = 46;
const LOWER_E: u32 = 101;
const MOST_DIGITS: i32 = 19;
/** Exponents beyond are left to the host. */
const MOST_EXPONENT: i32 = 9999;

/** Position behind the number that was read last. */
export let numberEnd: usize = 0;

/**
 * Reads a decimal number, correctly rounded.
 *
 * @returns NaN if there is none at `p`, or one that the host has to read
 */
export function readNumber(p: usize): f64 {
  let byte: u32 = load<u8>(p);
  const negative = byte == MINUS;
  if (negative) byte = load<u8>(++p);
  let digit = byte - ZERO;
  if (digit > 9) return NaN;
  let mantissa: u64 = 0;
  const first = p;
  do {
    mantissa = mantissa * 10 + digit;
    digit = <u32>load<u8>(++p) - ZERO;
  } while (digit <= 9);
  let digits = <i32>(p - first);
  // JSON's numbers do not begin with further zeros.
  if (digits > 1 && <u32>load<u8>(first) == ZERO) return NaN;
  let exponent: i32 = 0;
  if (digit == POINT - ZERO) {
    let at = ++p;
    // Zeros that lead are no digits of the mantissa.
    if (mantissa == 0) {
      while (<u32>load<u8>(at) == ZERO) at++;
      digits = 0;
    }
    const from = at;
    while (isEightDigits(load<u64>(at))) {
      mantissa = mantissa * 100000000 + eightDigits(load<u64>(at));
      at += 8;
    }
    digit = <u32>load<u8>(at) - ZERO;
    while (digit <= 9) {
      mantissa = mantissa * 10 + digit;
      digit = <u32>load<u8>(++at) - ZERO;
    }
    if (at == p) return NaN;
    digits += <i32>(at - from);
    exponent = <i32>(p - at);
    p = at;
  }
  if (digits > MOST_DIGITS) return NaN;
  if (((digit + ZERO) | 32) == LOWER_E) {
    byte = load<u8>(++p);
    const below = byte == MINUS;
    if (below || byte == PLUS) p++;
    digit = <u32>load<u8>(p) - ZERO;
    if (digit > 9) return NaN;
    let shift: i32 = 0;
    do {
      shift = min(shift * 10 + <i32>digit, MOST_EXPONENT);
      digit = <u32>load<u8>(++p) - ZERO;
    } while (digit <= 9);
    exponent += below ? -shift : shift;
  }
  numberEnd = p;
  const value = nearestDouble(mantissa, exponent);
  return negative ? -value : value;
}

@inline
function isEightDigits(bytes: u64): bool {
  return ((bytes & 0xf0f0f0f0f0f0f0f0) | (((bytes + 0x0606060606060606) & 0xf0f0f0f0f0f0f0f0) >> 4)) == 0x3333333333333333;
}

/** Value of eight digits: pairs, then fours, then all, each by one multiplication. */
@inline
function eightDigits(bytes: u64): u64 {
  const single = bytes - 0x3030303030303030;
  const pairs = single * 10 + (single >> 8);
  return ((pairs & 0x000000ff000000ff) * 0x000f424000000064 + ((pairs >> 16) & 0x000000ff000000ff) * 0x0000271000000001) >> 32;
}

/** Most digits of an id: doubles hold all integers of 15 digits. */
const ID_DIGITS: usize = 15;

/** Reads an id: digits only, as many as a double holds. @returns −1 for anything else */
export function readId(p: usize): i64 {
  let digit = <u32>load<u8>(p) - ZERO;
  if (digit > 9) return -1;
  let id: i64 = 0;
  const first = p;
  do {
    id = id * 10 + digit;
    digit = <u32>load<u8>(++p) - ZERO;
  } while (digit <= 9);
  numberEnd = p;
  if (p - first > 1 && <u32>load<u8>(first) == ZERO) return -1;
  return p - first > ID_DIGITS ? -1 : id;
}
