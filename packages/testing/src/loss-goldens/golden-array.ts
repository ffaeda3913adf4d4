import { formulaUnits } from '../formula/formula-units.js';
import type { LossGoldenFile } from './loss-golden.js';

/** Numbers with a shape. */
export interface GoldenArray {
  readonly shape: readonly number[];
  readonly data: Float64Array;
}

/** What reading an array may need. */
export interface GoldenArrayContext {
  readonly setSeed: number;
  /** Content of another file, by its path below the goldens' root or beside this file. */
  readonly other: (path: string) => unknown;
}

interface ArraySpec {
  readonly shape?: readonly number[];
  readonly data?: unknown;
  readonly uniform?: { readonly name: string; readonly lo: number; readonly hi: number };
  readonly sparse?: { readonly index: readonly (readonly number[])[]; readonly value: readonly number[] };
  readonly rows_kept?: readonly ('all' | 'none' | readonly number[])[];
  readonly file?: string;
  readonly field?: string;
  readonly case?: string;
  readonly divide_by?: number;
  readonly append?: readonly number[];
  readonly below?: number;
}

/** Numbers of nested lists in order; the strings "NaN", "Infinity", "-Infinity" are numbers, too. */
export function flatNumbers(data: unknown): Float64Array {
  const list = Array.isArray(data) ? (data as unknown[]).flat(Infinity) : [data];
  return Float64Array.from(list, Number);
}

const known = new WeakMap<object, GoldenArray>();

/**
 * Reads an ARRAY of a loss golden (README, "Format"); plain lists of numbers are arrays, too. The same object gives the same
 * array again, so that large ones are made once: do not write to it.
 */
export function goldenArray(spec: unknown, context: GoldenArrayContext): GoldenArray {
  const found = known.get(spec as object) ?? readArray(spec, context);
  known.set(spec as object, found);
  return found;
}

function readArray(spec: unknown, context: GoldenArrayContext): GoldenArray {
  if (Array.isArray(spec)) {
    const data = flatNumbers(spec);
    return { shape: [data.length], data };
  }
  const array = spec as ArraySpec;
  if (array.file !== undefined) return fromFile(array, array.file, context);
  const { shape = [] } = array;
  const size = shape.reduce((a, b) => a * b, 1);
  if (array.uniform !== undefined) {
    const { name, lo, hi } = array.uniform;
    const unit = formulaUnits(name, context.setSeed);
    const data = new Float64Array(size);
    for (let i = 0; i < size; i++) data[i] = Math.fround(lo + (hi - lo) * unit(i));
    return { shape, data };
  }
  if (array.sparse !== undefined) {
    const data = new Float64Array(size);
    const { index, value } = array.sparse;
    index.forEach(([row, column], k) => (data[row * shape[1] + column] = value[k]));
    return { shape, data };
  }
  if (array.rows_kept !== undefined) {
    const data = new Float64Array(size);
    array.rows_kept.forEach((kept, row) => {
      for (let i = 0; i < shape[1]; i++) data[row * shape[1] + i] = kept === 'all' || (kept !== 'none' && kept.includes(i)) ? 1 : 0;
    });
    return { shape, data };
  }
  return { shape, data: flatNumbers(array.data) };
}

function fromFile(spec: ArraySpec, file: string, context: GoldenArrayContext): GoldenArray {
  const content = context.other(file);
  if (spec.case !== undefined) {
    const found = (content as LossGoldenFile).cases.find(({ id }) => id === spec.case);
    if (found === undefined) throw new Error(`${file} has no case ${spec.case}.`);
    const { counts } = found.steps[0].expected;
    const data = flatNumbers(counts.data);
    return { shape: [data.length], data: spec.below === undefined ? data : data.map((count) => (count < (spec.below ?? 0) ? 1 : 0)) };
  }
  const entries = [...(content as readonly Record<string, number>[])].sort((a, b) => a['id'] - b['id']);
  const values = entries.map((entry) => entry[spec.field ?? ''] / (spec.divide_by ?? 1));
  const data = Float64Array.from([...values, ...(spec.append ?? [])]);
  return { shape: [data.length], data };
}
