import type { JsonCursor } from './json-cursor.js';
import { Act, problem, State, TRANSITIONS } from './json-grammar.js';

/** A number outside lists and objects ends before the byte that ends it. */
const ENDS_OUTSIDE: ReadonlySet<number> = new Set([Act.closeList, Act.closeObject, Act.comma, Act.endNumber]);

/** Skips a value of any length and depth, also one that is larger than the window; it has to be JSON to the last byte. */
export class ValueSkipper {
  isOpen = false;
  #state: number = State.value;
  #isKey = false;
  #depth = 0;
  /** For each open list or object: 1 if it is an object. */
  #objects = new Uint8Array(64);

  /** The value starts at the cursor. */
  begin(): void {
    this.isOpen = true;
    this.#state = State.value;
    this.#isKey = false;
    this.#depth = 0;
  }

  /**
   * Skips as much of the value as the window holds.
   *
   * @throws INCOMPLETE if the cursor stands at the end of the window, DataError if that is the end of the file, or for anything but JSON
   */
  continue(cursor: JsonCursor): void {
    const { bytes, end } = cursor.window;
    if (cursor.position === end) cursor.incomplete();
    let state = this.#state;
    for (let p = cursor.position; p < end; p++) {
      const next = TRANSITIONS[(state << 8) | bytes[p]];
      if (next < Act.openList && next !== State.wrong) {
        state = next;
        continue;
      }
      if (next === State.wrong) cursor.fail(problem(state, bytes[p]), p);
      const behind = this.#depth === 0 && ENDS_OUTSIDE.has(next) ? p : p + 1;
      if (behind > p) state = this.#act(next);
      if (state === State.wrong) cursor.fail(problem(State.after, bytes[p]), p);
      if (this.#depth === 0 && (behind === p || state === State.after)) {
        this.isOpen = false;
        cursor.position = behind;
        return;
      }
    }
    this.#state = state;
    cursor.position = end;
  }

  /** @returns the next state */
  #act(act: number): number {
    const isObject = this.#depth > 0 && this.#objects[this.#depth - 1] === 1;
    switch (act) {
      case Act.openList:
      case Act.openObject:
        return this.#open(act === Act.openObject);
      case Act.closeList:
      case Act.closeObject:
        if (isObject !== (act === Act.closeObject)) return State.wrong;
        this.#depth--;
        return State.after;
      case Act.comma:
        this.#isKey = isObject;
        return isObject ? State.key : State.value;
      case Act.endText:
        if (!this.#isKey) return State.after;
        this.#isKey = false;
        return State.colon;
      default:
        return State.after;
    }
  }

  #open(isObject: boolean): number {
    if (this.#depth === this.#objects.length) {
      const larger = new Uint8Array(2 * this.#depth);
      larger.set(this.#objects);
      this.#objects = larger;
    }
    this.#objects[this.#depth++] = Number(isObject);
    this.#isKey = isObject;
    return isObject ? State.firstKey : State.firstItem;
  }
}
