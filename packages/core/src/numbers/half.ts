const bits = new DataView(new ArrayBuffer(4));

/** @param half bits of an IEEE 754 binary16 number @returns the same number, exact */
export function fromHalf(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >>> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** @param value a float32 number @returns bits of the nearest binary16 number, ties to even, overflow to infinity */
export function toHalf(value: number): number {
  bits.setFloat32(0, value);
  const word = bits.getUint32(0);
  const sign = (word >>> 16) & 0x8000;
  const magnitude = word & 0x7fffffff;
  if (magnitude > 0x7f800000) return sign | 0x7e00;
  // 65520 and above are nearer to infinity than to the largest half, 65504.
  if (magnitude >= 0x477ff000) return sign | 0x7c00;
  if (magnitude >= 0x38800000) return sign | roundToEven(magnitude - 0x38000000, 13);
  // Below 2^-14 halves are multiples of 2^-24; shifts of 25 and more leave nothing to round up.
  const shift = 126 - (magnitude >>> 23);
  return shift > 24 ? sign : sign | roundToEven((magnitude & 0x7fffff) | 0x800000, shift);
}

/** @param bfloat bits of a bfloat16 number @returns the same number, exact */
export function fromBfloat16(bfloat: number): number {
  bits.setUint32(0, bfloat << 16);
  return bits.getFloat32(0);
}

/** @param value a float32 number @returns bits of the nearest bfloat16 number, ties to even */
export function toBfloat16(value: number): number {
  bits.setFloat32(0, value);
  const word = bits.getUint32(0);
  if ((word & 0x7fffffff) > 0x7f800000) return (word >>> 16) | 0x40;
  return roundToEven(word, 16) & 0xffff;
}

/** @returns `word / 2^shift` rounded to the nearest integer, ties to even */
function roundToEven(word: number, shift: number): number {
  const quotient = Math.floor(word / 2 ** shift);
  const rest = word - quotient * 2 ** shift;
  const half = 2 ** (shift - 1);
  return rest > half || (rest === half && quotient % 2 === 1) ? quotient + 1 : quotient;
}
