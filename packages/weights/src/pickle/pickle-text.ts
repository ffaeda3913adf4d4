const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '\\': '\\', "'": "'", '"': '"' };

/** Reads a Python string literal in quotes, as the STRING opcode has it. @returns undefined if it is none */
export function parsePythonString(literal: string): string | undefined {
  const text = literal.trim();
  const quote = text[0];
  if (text.length < 2 || (quote !== "'" && quote !== '"') || !text.endsWith(quote)) return undefined;
  return text.slice(1, -1).replace(/\\(x([0-9a-fA-F]{2})|.)/g, (whole, simple: string, code: string | undefined) => {
    return code === undefined ? (escapes[simple] ?? whole) : String.fromCharCode(parseInt(code, 16));
  });
}

/** Reads the text of a UNICODE opcode, which escapes characters as `\uXXXX`. */
export function parseRawUnicode(text: string): string {
  return text.replace(/\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})/g, (_, short: string | undefined, long: string | undefined) =>
    String.fromCodePoint(parseInt(short ?? long ?? '', 16)),
  );
}

/** @returns a whole number as number, or as bigint if a number cannot hold it */
export function narrowInteger(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** Reads a two's complement integer, lowest byte first. */
export function parseLong(bytes: Uint8Array): number | bigint {
  let value = 0n;
  for (let i = bytes.length - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes[i]);
  return narrowInteger(BigInt.asIntN(8 * bytes.length, value));
}

/** @returns the bytes behind Python 2's strings, which hold them as Latin-1 */
export function latin1Bytes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
