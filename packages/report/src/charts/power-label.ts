const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** A power of ten as a label, e.g. `10⁻³`; any other number as it is. */
export function powerLabel(value: number): string {
  const exponent = Math.round(Math.log10(value));
  if (Math.abs(value / 10 ** exponent - 1) > 1e-9) return String(value);
  if (exponent === 0) return '1';
  const digits = String(Math.abs(exponent)).replaceAll(/\d/gu, (digit) => superscripts[Number(digit)]);
  return `10${exponent < 0 ? '⁻' : ''}${digits}`;
}
