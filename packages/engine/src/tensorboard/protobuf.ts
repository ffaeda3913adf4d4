/** Bytes of one protobuf field. @see https://protobuf.dev/programming-guides/encoding */
export type Field = readonly number[];

/** A whole number ≥ 0 as varint, wire type 0. */
export function integerField(number: number, value: number): Field {
  return [...varint(number * 8), ...varint(value)];
}

/** A float64, wire type 1. */
export function doubleField(number: number, value: number): Field {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, value, true);
  return [...varint(number * 8 + 1), ...bytes];
}

/** A float32, wire type 5. */
export function floatField(number: number, value: number): Field {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setFloat32(0, value, true);
  return [...varint(number * 8 + 5), ...bytes];
}

/** UTF-8 text, wire type 2. */
export function textField(number: number, value: string): Field {
  return lengthDelimited(number, [...new TextEncoder().encode(value)]);
}

/** A message inside a message, wire type 2. */
export function messageField(number: number, fields: readonly Field[]): Field {
  return lengthDelimited(number, fields.flat());
}

function lengthDelimited(number: number, bytes: Field): Field {
  return [...varint(number * 8 + 2), ...varint(bytes.length), ...bytes];
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  return [...bytes, rest];
}
