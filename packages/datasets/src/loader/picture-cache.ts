import type { SharedPicture } from './batch-task.js';

/** Keeps decoded pictures up to a number of bytes: the first ones stay, because training visits all images equally often. */
export class PictureCache {
  readonly #limit: number;
  readonly #pictures = new Map<string, SharedPicture>();
  #bytes = 0;

  constructor(limitBytes: number) {
    this.#limit = limitBytes;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get(path: string): SharedPicture | undefined {
    return this.#pictures.get(path);
  }

  /** @returns whether a picture of this size would be kept */
  hasRoom({ width, height }: { readonly width: number; readonly height: number }): boolean {
    return this.#bytes + width * height * 3 <= this.#limit;
  }

  put(path: string, picture: SharedPicture): void {
    if (this.#pictures.has(path) || !this.hasRoom(picture)) return;
    this.#pictures.set(path, picture);
    this.#bytes += picture.pixels.byteLength;
  }
}
