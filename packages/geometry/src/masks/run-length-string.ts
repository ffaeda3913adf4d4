import { UserError } from '@ecm/core';

const SIGN_BIT = 0x10;
const MORE_BIT = 0x20;
const FIRST_CHARACTER = 48;
/** A 32-bit value takes at most seven groups of five bits. */
const MAX_GROUPS = 7;

const ascii = new TextDecoder();

/**
 * Writes run lengths as the compressed string of COCO files: counts from the fourth on as differences to the count two
 * places before, each in groups of five bits, lowest first, in characters 48 … 111.
 *
 * @param counts run lengths, zeros first; uint32 [m]
 * @see cocoapi, common/maskApi.c, rleToString
 */
export function runLengthsToString(counts: Uint32Array): string {
  const bytes = new Uint8Array(counts.length * MAX_GROUPS);
  let length = 0;
  for (let i = 0; i < counts.length; i++) {
    let value = i > 2 ? (counts[i] - counts[i - 2]) | 0 : counts[i] | 0;
    let more = true;
    while (more) {
      const group = value & 0x1f;
      value >>= 5;
      more = (group & SIGN_BIT) !== 0 ? value !== -1 : value !== 0;
      bytes[length++] = FIRST_CHARACTER + (more ? group | MORE_BIT : group);
    }
  }
  return ascii.decode(bytes.subarray(0, length));
}

/**
 * Reads the compressed string of COCO files.
 *
 * @returns run lengths, zeros first; uint32 [m]
 * @throws UserError if a character is not of the code or the text ends inside a number
 * @see cocoapi, common/maskApi.c, rleFrString
 */
export function runLengthsFromString(text: string): Uint32Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    bytes[i] = code < 128 ? code : 0;
  }
  return runLengthsFromBytes(bytes);
}

/** Reads the compressed string from its bytes `[start, end)`: for readers that never make a string. See `runLengthsFromString`. */
export function runLengthsFromBytes(bytes: Uint8Array, start = 0, end: number = bytes.length): Uint32Array {
  let length = 0;
  for (let i = start; i < end; i++) if (((bytes[i] - FIRST_CHARACTER) & MORE_BIT) === 0) length++;
  const counts = new Uint32Array(length);
  let position = start;
  for (let index = 0; index < length; index++) {
    let value = 0;
    let shift = 0;
    let group: number;
    do {
      group = bytes[position] - FIRST_CHARACTER;
      if (group < 0 || group > 63 || shift > 30) throw badCharacter(position - start, bytes[position]);
      value |= (group & 0x1f) << shift;
      shift += 5;
      position++;
    } while ((group & MORE_BIT) !== 0);
    if ((group & SIGN_BIT) !== 0 && shift < 32) value |= -1 << shift;
    counts[index] = index > 2 ? value + counts[index - 2] : value;
  }
  if (position !== end) throw new UserError(`Run-length string of ${end - start} characters ends inside a number: it is cut off.`);
  return counts;
}

function badCharacter(offset: number, code: number): UserError {
  return new UserError(
    `Run-length string has a character that does not fit at position ${offset} (code ${code}): ` +
      'allowed are the codes 48 to 111, at most seven for one number. Is this a compressed COCO mask?',
  );
}
