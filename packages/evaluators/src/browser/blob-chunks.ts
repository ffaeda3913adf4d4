import { DataError, UserError } from '@ecm/core';

/** What happens while a file is read. */
export interface ReadingHooks {
  /** Called with the number of bytes of each piece of the file, as it lies on the disk. */
  readonly onBytes?: (count: number) => void;
  /** Stops reading. */
  readonly signal?: AbortSignal;
}

/**
 * The content of a file that a user has given to a page, piece by piece; a file that begins with the magic number of gzip is
 * unpacked on the way.
 *
 * @throws DataError if the file cannot be read or unpacked, UserError if the signal has been given
 */
export async function* blobChunks(blob: Blob, name: string, hooks: ReadingHooks = {}): AsyncGenerator<Uint8Array> {
  const packed = await isGzip(blob, name);
  const counted = blob.stream().pipeThrough(counter(hooks));
  const content = packed ? counted.pipeThrough(new DecompressionStream('gzip')) : counted;
  const reader = (content as ReadableStream<Uint8Array>).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DataError(name, '', packed ? `it cannot be unpacked: ${reason}` : `it cannot be read: ${reason}`);
  } finally {
    // Whoever stops early leaves the rest of the file unread; a stream that has failed has nothing to cancel.
    await reader.cancel().catch(() => undefined);
  }
}

async function isGzip(blob: Blob, name: string): Promise<boolean> {
  try {
    const [first, second] = new Uint8Array(await blob.slice(0, 2).arrayBuffer());
    return first === 0x1f && second === 0x8b;
  } catch (cause) {
    throw new DataError(name, '', `it cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}

function counter({ onBytes, signal }: ReadingHooks): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  return new TransformStream({
    transform(chunk, controller) {
      if (signal?.aborted === true) throw new UserError('The evaluation was cancelled.');
      onBytes?.(chunk.length);
      controller.enqueue(chunk);
    },
  });
}
