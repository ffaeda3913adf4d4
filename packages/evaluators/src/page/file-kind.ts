import { blobChunks } from '../browser/blob-chunks.js';

/** What a file is for, by its first character. */
export type FileKind = 'ground-truth' | 'results' | 'unknown';

/**
 * Tells annotation files, which are objects, from result files, which are lists; gzip too.
 *
 * @throws DataError if the file cannot be read or unpacked
 */
export async function fileKind(file: File): Promise<FileKind> {
  for await (const chunk of blobChunks(file, file.name)) {
    const first = new TextDecoder().decode(chunk).trimStart().charAt(0);
    if (first === '') continue;
    if (first === '{') return 'ground-truth';
    return first === '[' ? 'results' : 'unknown';
  }
  return 'unknown';
}
