import { tf } from '@ecm/tensor';

/** Places at which curves are drawn: `count` numbers from `from` to `to`. */
export const places = (from: number, to: number, count: number): number[] =>
  Array.from({ length: count }, (_, i) => Number((from + ((to - from) * i) / (count - 1)).toFixed(6)));

/** Runs a calculation and frees its tensors. */
export function withoutLeaks<T>(calculate: () => T): T {
  tf.engine().startScope();
  try {
    return calculate();
  } finally {
    tf.engine().endScope();
  }
}
