const LOW: u64 = 0xffffffff;

/** Upper 64 bits of the product of two 64-bit integers. */
@inline
export function upperProduct(a: u64, b: u64): u64 {
  const a0 = a & LOW;
  const a1 = a >> 32;
  const b0 = b & LOW;
  const b1 = b >> 32;
  const across = a0 * b1;
  const down = a1 * b0;
  const carry = ((a0 * b0) >> 32) + (across & LOW) + (down & LOW);
  return a1 * b1 + (across >> 32) + (down >> 32) + (carry >> 32);
}
