/** Powers of ten that doubles hold exactly. */
const POWERS = Float64Array.from({ length: 23 }, (_, i) => Number(`1e${i}`));
/** Factor that splits a double into two halves of 26 bits (Dekker). */
const SPLITTER = 2 ** 27 + 1;

/**
 * Correctly rounded (high · 10^k + low) / 10^decimals, for decimal numbers of 16 to 22 digits.
 *
 * The quotient is computed with twice the precision of a double; where its error leaves the last bit open, NaN tells the
 * caller to take the slow way.
 *
 * @param high first digits, at most 15 @param low the following `k` digits, at most 7 @param decimals at most 22
 */
export function longDecimal(high: number, low: number, k: number, decimals: number): number {
  const power = POWERS[k];
  const divisor = POWERS[decimals];
  const product = high * power;
  const productError = twoProductError(high, power, product);
  const sum = product + low;
  const part = sum - product;
  const sumError = product - (sum - part) + (low - part) + productError;
  const quotient = sum / divisor;
  const back = quotient * divisor;
  const rest = (sum - back - twoProductError(quotient, divisor, back) + sumError) / divisor;
  const value = quotient + rest;
  const error = rest - (value - quotient);
  return value + error * 1.0001 === value ? value : NaN;
}

/** @returns mantissa / 10^decimals for at most 15 digits and 22 decimals: one exact division */
export function shortDecimal(mantissa: number, decimals: number): number {
  return mantissa / POWERS[decimals];
}

/** @returns a · b − product, exactly, where product = a · b rounded */
function twoProductError(a: number, b: number, product: number): number {
  const aLarge = a * SPLITTER;
  const aHigh = aLarge - (aLarge - a);
  const aLow = a - aHigh;
  const bLarge = b * SPLITTER;
  const bHigh = bLarge - (bLarge - b);
  const bLow = b - bHigh;
  return aHigh * bHigh - product + aHigh * bLow + aLow * bHigh + aLow * bLow;
}
