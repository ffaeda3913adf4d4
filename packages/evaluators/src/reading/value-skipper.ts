import type { JsonCursor } from './json-cursor.js';

/** Skips a value of any length, also one that is larger than the window. */
export class ValueSkipper {
  isOpen = false;
  #depth = 0;
  #inText = false;
  #escaped = false;

  /** The value starts at the cursor. */
  begin(): void {
    this.isOpen = true;
    this.#depth = 0;
    this.#inText = false;
    this.#escaped = false;
  }

  /** Skips as much of the value as the window holds. @throws INCOMPLETE, DataError like the cursor if nothing is left */
  continue(cursor: JsonCursor): void {
    const { bytes, end } = cursor.window;
    if (cursor.position === end) cursor.incomplete();
    for (let p = cursor.position; p < end; p++) {
      const byte = bytes[p];
      if (this.#inText) {
        if (this.#escaped) this.#escaped = false;
        else if (byte === 92) this.#escaped = true;
        else if (byte === 34) this.#inText = false;
      } else if (byte === 34) this.#inText = true;
      else if (byte === 91 || byte === 123) this.#depth++;
      else if (this.#depth === 0 && (byte === 44 || byte === 125)) {
        cursor.position = p;
        this.isOpen = false;
        return;
      } else if (byte === 93 || byte === 125) this.#depth--;
    }
    cursor.position = end;
  }
}
