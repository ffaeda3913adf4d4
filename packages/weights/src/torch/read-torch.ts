import type { ByteSource } from '../source/byte-source.js';
import { readTorchLegacy } from './read-legacy.js';
import { readPlainPickle } from './read-plain.js';
import { readTorchZip } from './read-zip.js';
import type { TorchArchive } from './torch-archive.js';

const legacyMagic = [0x80, 0x02, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, 0x2e];

/** @returns the reader of a PyTorch or pickle format, by the first bytes of a file; undefined for other formats */
export function torchReader(head: Uint8Array): ((source: ByteSource) => TorchArchive) | undefined {
  const startsWith = (bytes: readonly number[]) => bytes.every((byte, i) => head[i] === byte);
  if (startsWith([0x50, 0x4b, 0x03, 0x04])) return readTorchZip;
  if (startsWith(legacyMagic)) return readTorchLegacy;
  // A PROTO opcode, or the MARK of protocol 0.
  if ((head[0] === 0x80 && head[1] <= 5) || head[0] === 0x28) return readPlainPickle;
  return undefined;
}
