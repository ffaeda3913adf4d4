import { formulaUnits } from './formula-units.js';

/** A tensor that a golden file describes by a name instead of numbers. */
export interface FormulaTensor {
  readonly formula: string;
  /** Shape in PyTorch's axis order. */
  readonly shape: readonly number[];
  readonly amp?: number;
  readonly offset?: number;
}

/** @returns the values `offset + amp · s`, s in [−1, 1), rounded once to float32, in PyTorch's element order */
export function formulaTensor({ formula, shape, amp = 1, offset = 0 }: FormulaTensor, setSeed: number): Float32Array {
  const unit = formulaUnits(formula, setSeed);
  const values = new Float32Array(shape.reduce((a, b) => a * b, 1));
  for (let i = 0; i < values.length; i++) values[i] = offset + amp * (2 * unit(i) - 1);
  return values;
}
