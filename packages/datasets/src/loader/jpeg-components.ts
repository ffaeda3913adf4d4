const START_OF_SCAN = 0xda;
/** Markers between 0xc0 and 0xcf that do not begin a frame: Huffman tables, a reserved one, arithmetic conditioning. */
const NO_FRAME = new Set([0xc4, 0xc8, 0xcc]);

/**
 * Number of colour components of a JPEG file: 1 grey, 3 colour, 4 inks.
 *
 * @param bytes the file, or its beginning up to the frame
 * @returns undefined if this is no JPEG, or its frame does not come before the pixels
 */
export function jpegComponents(bytes: Uint8Array): number | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return undefined;
  let at = 2;
  while (at + 9 < bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1];
    // A marker may be preceded by any number of fill bytes.
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (marker === START_OF_SCAN) return undefined;
    if (marker >= 0xc0 && marker <= 0xcf && !NO_FRAME.has(marker)) return bytes[at + 9];
    at += 2 + bytes[at + 2] * 256 + bytes[at + 3];
  }
  return undefined;
}
