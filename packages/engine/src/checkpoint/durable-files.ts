import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';

import type { FileDigest } from './format.js';

/** Writes a file and waits until the disk has it. @throws Error of the file system, e.g. ENOSPC */
export function writeDurably(path: string, chunks: Iterable<Uint8Array>): FileDigest {
  const hash = createHash('sha256');
  const descriptor = openSync(path, 'w');
  let bytes = 0;
  try {
    for (const chunk of chunks) {
      for (let written = 0; written < chunk.length;) written += writeSync(descriptor, chunk, written);
      hash.update(chunk);
      bytes += chunk.length;
    }
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  return { bytes, sha256: hash.digest('hex') };
}

/** Makes renames inside a folder durable, where the system can. */
export function syncFolder(folder: string): void {
  // Windows cannot open folders; its renames are journaled.
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Replaces a small text file so that a reader sees the old or the new text, never a part. */
export function replaceText(path: string, text: string): void {
  writeDurably(`${path}.tmp`, [new TextEncoder().encode(text)]);
  renameSync(`${path}.tmp`, path);
}
