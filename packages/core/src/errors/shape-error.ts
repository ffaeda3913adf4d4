/** An argument of a numeric function has the wrong shape: an error of the calling code. */
export class ShapeError extends Error {
  override readonly name = 'ShapeError';

  /** @param where function and argument, e.g. `"ecmLoss: logits"` */
  constructor(where: string, expected: string, found: readonly number[] | string) {
    const text = typeof found === 'string' ? found : `[${found.join(', ')}]`;
    super(`${where} must be ${expected}, but is ${text}.`);
  }
}
