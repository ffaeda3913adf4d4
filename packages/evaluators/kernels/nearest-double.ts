import { powers } from './settings';
import { upperProduct } from './wide';

/** Exponents of ten that the host's table holds. */
const FIRST_POWER: i32 = -48;
const LAST_POWER: i32 = 22;
/** Bytes of the exact powers of ten before the pairs of 64 bits. */
const EXACT_BYTES: usize = 23 * 8;
const LARGEST_EXACT: u64 = 1 << 53;
/** Bits of a product below the 55 that decide about rounding. */
const UNDECIDED: u64 = 0x1ff;

/**
 * Correctly rounded mantissa · 10^exponent; NaN where the host has to decide.
 *
 * @see Clinger, "How to read floating point numbers accurately", 1990, for the first case; Lemire, "Number parsing at a gigabyte
 * per second", 2021, for the second one
 */
export function nearestDouble(mantissa: u64, exponent: i32): f64 {
  if (mantissa <= LARGEST_EXACT && exponent >= -22 && exponent <= 0) {
    return <f64>mantissa / load<f64>(powers + ((<usize>-exponent) << 3));
  }
  if (mantissa == 0) return 0;
  if (exponent < FIRST_POWER || exponent > LAST_POWER) return NaN;
  const pair = powers + EXACT_BYTES + ((<usize>(exponent - FIRST_POWER)) << 4);
  const zeros = clz(mantissa);
  const digits = mantissa << zeros;
  let high = upperProduct(digits, load<u64>(pair));
  let low = digits * load<u64>(pair);
  if ((high & UNDECIDED) == UNDECIDED) {
    const more = upperProduct(digits, load<u64>(pair, 8));
    low += more;
    if (low < more) high++;
  }
  if (low == u64.MAX_VALUE) return NaN;
  const top = high >> 63;
  let bits = high >> (top + 9);
  let power = ((217706 * exponent) >> 16) + 63 + <i32>top - <i32>zeros + 1023;
  if (power <= 0) return NaN;
  // Exactly between two doubles: to the even one.
  if (low <= 1 && exponent >= -4 && (bits & 3) == 1 && bits << (top + 9) == high) bits &= ~(<u64>1);
  bits = (bits + (bits & 1)) >> 1;
  if (bits >= (<u64>1) << 53) {
    bits = (<u64>1) << 52;
    power++;
  }
  return reinterpret<f64>((bits & ~((<u64>1) << 52)) | ((<u64>power) << 52));
}
