import type { Opcode } from './opcodes.js';
import type { PickleMachine } from './pickle-machine.js';
import { narrowInteger, parseLong, parsePythonString, parseRawUnicode } from './pickle-text.js';

const long: Opcode = (m) => {
  const text = m.cursor.line().replace(/L$/, '');
  if (!/^-?\d+$/.test(text)) throw m.refuse(`"${text}" is no whole number`);
  m.push(narrowInteger(BigInt(text)));
};

function int(m: PickleMachine): void {
  const text = m.cursor.line();
  if (text === '00' || text === '01') m.push(text === '01');
  else if (/^-?\d+$/.test(text)) m.push(narrowInteger(BigInt(text)));
  else throw m.refuse(`"${text}" is no whole number`);
}

/** Longest integer that is read, bytes; PyTorch's magic number has ten. */
const integerLimit = 1024;

function long4(m: PickleMachine): void {
  const length = m.cursor.uint32();
  if (length > integerLimit) throw m.refuse(`it has an integer of ${length} bytes`);
  m.push(parseLong(m.cursor.bytes(length)));
}

function string(m: PickleMachine): void {
  const text = parsePythonString(m.cursor.line());
  if (text === undefined) throw m.refuse('a text is not in quotes');
  m.push(text);
}

const pushing =
  (read: (cursor: PickleMachine['cursor']) => unknown): Opcode =>
  (m) => {
    m.push(read(m.cursor));
  };

/** Numbers, texts and bytes. Bytes are copied out of the cursor's window. */
export const scalarOpcodes: readonly (readonly [byte: number, opcode: Opcode])[] = [
  [0x4e, pushing(() => null)], // NONE
  [0x88, pushing(() => true)], // NEWTRUE
  [0x89, pushing(() => false)], // NEWFALSE
  [0x49, int], // INT
  [0x4c, long], // LONG
  [0x4a, pushing((cursor) => cursor.view(4).getInt32(0, true))], // BININT
  [0x4b, pushing((cursor) => cursor.uint8())], // BININT1
  [0x4d, pushing((cursor) => cursor.view(2).getUint16(0, true))], // BININT2
  [0x8a, pushing((cursor) => parseLong(cursor.bytes(cursor.uint8())))], // LONG1
  [0x8b, long4], // LONG4
  [0x46, pushing((cursor) => Number(cursor.line()))], // FLOAT
  [0x47, pushing((cursor) => cursor.view(8).getFloat64(0))], // BINFLOAT
  [0x53, string], // STRING
  [0x54, pushing((cursor) => cursor.latin1(cursor.uint32()))], // BINSTRING
  [0x55, pushing((cursor) => cursor.latin1(cursor.uint8()))], // SHORT_BINSTRING
  [0x56, pushing((cursor) => parseRawUnicode(cursor.line()))], // UNICODE
  [0x58, pushing((cursor) => cursor.utf8(cursor.uint32()))], // BINUNICODE
  [0x8c, pushing((cursor) => cursor.utf8(cursor.uint8()))], // SHORT_BINUNICODE
  [0x8d, pushing((cursor) => cursor.utf8(cursor.uint64()))], // BINUNICODE8
  [0x42, pushing((cursor) => new Uint8Array(cursor.bytes(cursor.uint32())))], // BINBYTES
  [0x43, pushing((cursor) => new Uint8Array(cursor.bytes(cursor.uint8())))], // SHORT_BINBYTES
  [0x8e, pushing((cursor) => new Uint8Array(cursor.bytes(cursor.uint64())))], // BINBYTES8
];
