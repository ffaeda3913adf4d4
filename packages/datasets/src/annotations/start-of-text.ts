import { DataError } from '@ecm/core';

/**
 * Skips a byte-order mark.
 *
 * @param bytes the first bytes of a file
 * @returns where the text begins
 * @throws DataError if the file is a zip archive or UTF-16
 */
export function startOfText(file: string, bytes: Uint8Array): number {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) throw new DataError(file, '', 'the file is a zip archive. Unpack it first (unzip).');
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff) || bytes[0] === 0 || bytes[1] === 0;
  if (utf16) throw new DataError(file, '', 'the file is UTF-16 text; JSON must be UTF-8. Convert it first (iconv -f UTF-16 -t UTF-8).');
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
}
