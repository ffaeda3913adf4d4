/** Exponents of the table; nearest-double.ts among the kernels names the same. */
const FIRST = -48;
const LAST = 22;
const BITS = 128n;

/**
 * Powers of ten for the scanner: 10^0 … 10^22 as doubles, then 5^q for q = −48 … 22 as 128 leading bits, the upper half of
 * each first. Negative powers are rounded up, positive ones cut off.
 *
 * @see Lemire, "Number parsing at a gigabyte per second", 2021, section 5
 */
export function decimalPowers(): Uint8Array {
  const table = new DataView(new ArrayBuffer(8 * 23 + 16 * (LAST - FIRST + 1)));
  for (let power = 0; power <= 22; power++) table.setFloat64(8 * power, Number(`1e${power}`), true);
  for (let q = FIRST; q <= LAST; q++) {
    const bits = q < 0 ? reciprocal(5n ** BigInt(-q)) : leading(5n ** BigInt(q));
    const at = 8 * 23 + 16 * (q - FIRST);
    table.setBigUint64(at, bits >> 64n, true);
    table.setBigUint64(at + 8, BigInt.asUintN(64, bits), true);
  }
  return new Uint8Array(table.buffer);
}

/** @returns 2^b / power, one more than the whole part, for the b that makes it 128 bits long */
function reciprocal(power: bigint): bigint {
  const quotient = (1n << (BITS - 1n + lengthOf(power))) / power + 1n;
  return leading(quotient);
}

/** @returns the number cut off or extended to 128 bits */
function leading(value: bigint): bigint {
  const length = lengthOf(value);
  return length > BITS ? value >> (length - BITS) : value << (BITS - length);
}

function lengthOf(value: bigint): bigint {
  return BigInt(value.toString(2).length);
}
