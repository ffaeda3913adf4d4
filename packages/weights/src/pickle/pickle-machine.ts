import { CheckpointError } from '@ecm/core';

import type { PickleCursor } from './pickle-cursor.js';

/** What a pickle may grow to before it is refused. */
const pickleLimits = { stack: 1_000_000, memo: 10_000_000, depth: 10_000 } as const;

/** How the machine turns persistent ids and calls into values. */
export interface PickleHooks {
  persistent(id: unknown): unknown;
  global(module: string, name: string): unknown;
  call(callee: unknown, argumentList: unknown): unknown;
  build(target: unknown, state: unknown): unknown;
}

/** Stack, marks and memo of an unpickler. */
export class PickleMachine {
  readonly cursor: PickleCursor;
  readonly hooks: PickleHooks;
  readonly #stack: unknown[] = [];
  readonly #marks: number[] = [];
  readonly #memo = new Map<number, unknown>();

  constructor(cursor: PickleCursor, hooks: PickleHooks) {
    this.cursor = cursor;
    this.hooks = hooks;
  }

  push(value: unknown): void {
    if (this.#stack.length >= pickleLimits.stack) throw this.refuse(`its stack grows beyond ${pickleLimits.stack} values`);
    this.#stack.push(value);
  }

  pop(): unknown {
    if (this.#stack.length <= (this.#marks.at(-1) ?? 0)) throw this.refuse('it takes a value from an empty stack');
    return this.#stack.pop();
  }

  top(): unknown {
    const value = this.pop();
    this.#stack.push(value);
    return value;
  }

  mark(): void {
    if (this.#marks.length >= pickleLimits.depth) throw this.refuse(`it is nested deeper than ${pickleLimits.depth}`);
    this.#marks.push(this.#stack.length);
  }

  /** @returns the values since the last mark, which is removed */
  popToMark(): unknown[] {
    const mark = this.#marks.pop();
    if (mark === undefined) throw this.refuse('it goes back to a mark that is not there');
    return this.#stack.splice(mark);
  }

  put(key: number): void {
    if (this.#memo.size >= pickleLimits.memo) throw this.refuse(`it remembers more than ${pickleLimits.memo} values`);
    this.#memo.set(key, this.top());
  }

  memoize(): void {
    this.put(this.#memo.size);
  }

  get(key: number): void {
    if (!this.#memo.has(key)) throw this.refuse(`it asks for the remembered value ${key}, which is not there`);
    this.push(this.#memo.get(key));
  }

  refuse(reason: string): CheckpointError {
    return new CheckpointError(
      this.cursor.source.name,
      '',
      `the pickle is damaged or not a weight file: near byte ${this.cursor.position} ${reason}.`,
    );
  }
}
