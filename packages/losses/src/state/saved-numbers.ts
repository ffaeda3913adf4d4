import { ShapeError } from '@ecm/core';
import type { StateTensor } from '@ecm/core/model';

/**
 * Reads one tensor of a saved state.
 *
 * @param owner the loss, for messages
 * @param length numbers that it must have
 * @returns a copy in double precision, or `undefined` if the state lacks it (as that of a stage-1 checkpoint does)
 * @throws ShapeError if the length differs
 */
export function savedNumbers(
  state: Readonly<Record<string, StateTensor>>,
  owner: string,
  name: string,
  length: number,
): Float64Array | undefined {
  if (!(name in state)) return undefined;
  const { data, shape } = state[name];
  if (data.length !== length) throw new ShapeError(`${owner}: saved state "${name}"`, `[${length}]`, shape);
  return Float64Array.from(data);
}
