import { longDecimal, shortDecimal } from '../reading/json-number.js';

const [MINUS, POINT, ZERO, NINE] = [45, 46, 48, 57];

/** @returns the decimal number `bytes[start … end)`, correctly rounded; NaN for one with an exponent, of many digits, or for any other text */
export function fieldNumber(bytes: Uint8Array, start: number, end: number): number {
  const negative = bytes[start] === MINUS;
  const first = negative ? start + 1 : start;
  let [high, low, digits, lowDigits, point] = [0, 0, 0, 0, end];
  for (let p = first; p < end; p++) {
    const byte = bytes[p];
    if (byte === POINT && point === end && p > first) point = p;
    else if (byte < ZERO || byte > NINE) return NaN;
    else if (digits < 15) {
      high = high * 10 + (byte - ZERO);
      if (high !== 0) digits++;
    } else {
      low = low * 10 + (byte - ZERO);
      lowDigits++;
    }
  }
  const decimals = point === end ? 0 : end - point - 1;
  if (first === end || lowDigits > 7 || decimals > 22) return NaN;
  const value = lowDigits === 0 ? shortDecimal(high, decimals) : longDecimal(high, low, lowDigits, decimals);
  return negative ? -value : value;
}
