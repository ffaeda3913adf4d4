import { formulaUnits } from '../formula/formula-units.js';
import { flatNumbers } from './golden-array.js';
import type { LossGoldenSummary, LossGoldenValue } from './loss-golden.js';

/** Which tolerance applies: of a float32 or of a double implementation. */
export type GoldenPrecision = 'f32' | 'f64';

/** Where a summary's checksum gets its random signs from. */
export interface GoldenKey {
  readonly setSeed: number;
  /** `CASE:KEY`, with `#STEP` behind the case's id if the case has several steps. */
  readonly name: string;
}

/**
 * Compares numbers with an expected VALUE of a loss golden.
 *
 * @returns undefined if they agree, else the first difference
 */
export function lossValueMismatch(
  found: ArrayLike<number>,
  expected: LossGoldenValue,
  precision: GoldenPrecision,
  key: GoldenKey,
): string | undefined {
  const ragged = raggedData(expected);
  const size = ragged?.length ?? expected.shape.reduce((a, b) => a * b, 1);
  if (found.length !== size) return `${size} numbers expected, ${found.length} found`;
  const [absolute, relative] = expected.exact === true ? [0, 0] : (expected.tol?.[precision] ?? [0, 0]);
  const also = expected.accept_also === undefined ? undefined : flatNumbers(expected.accept_also);
  const agrees = (value: number, wanted: number, k: number) =>
    Object.is(value, wanted) ||
    Math.abs(value - wanted) <= absolute + relative * Math.abs(wanted) ||
    (also !== undefined && Math.abs(value - also[also.length === 1 ? 0 : k]) <= absolute);
  const differs = (k: number, wanted: number) =>
    `element ${k}: ${wanted} expected, ${found[k]} found (tolerance ${absolute} + ${relative}·|x|)`;
  if (expected.summary !== undefined) {
    const { probe_index: at, probe_value: values } = expected.summary;
    const wrong = at.findIndex((k, i) => !agrees(found[k], values[i], k));
    return wrong >= 0 ? differs(at[wrong], values[wrong]) : summaryMismatch(found, expected.summary, { precision, relative, key });
  }
  const data = ragged ?? flatNumbers(expected.data);
  if (data.length !== size) return `the golden is broken: ${data.length} numbers for ${size}`;
  const wrong = data.findIndex((wanted, k) => !agrees(found[k], wanted, k));
  return wrong < 0 ? undefined : differs(wrong, data[wrong]);
}

/** Lists of different lengths, each as its length and its numbers, if the value is such. */
function raggedData({ shape, data }: LossGoldenValue): Float64Array | undefined {
  if (shape.length !== 1 || !Array.isArray(data) || !data.some(Array.isArray)) return undefined;
  return raggedNumbers(data as number[][]);
}

/** Lists of different lengths as one list: each as its length, followed by its numbers. */
export function raggedNumbers(lists: readonly (readonly number[])[]): Float64Array {
  return Float64Array.from(lists.flatMap((list) => [list.length, ...list]));
}

interface SummaryOptions {
  readonly precision: GoldenPrecision;
  readonly relative: number;
  readonly key: GoldenKey;
}

function summaryMismatch(
  found: ArrayLike<number>,
  summary: LossGoldenSummary,
  { precision, relative, key }: SummaryOptions,
): string | undefined {
  const unit = formulaUnits(`proj:${key.name}`, key.setSeed);
  let [l2, sum, proj] = [0, 0, 0];
  for (let i = 0; i < found.length; i++) {
    l2 += found[i] * found[i];
    sum += found[i];
    proj += found[i] * (2 * unit(i) - 1);
  }
  const double = 1e-10 * summary.abs_sum;
  const checks = [
    ['l2', Math.sqrt(l2), summary.l2, relative * summary.l2],
    ['sum', sum, summary.sum, precision === 'f64' ? double : summary.sum_atol_f32],
    ['proj', proj, summary.proj, precision === 'f64' ? double : summary.proj_atol_f32],
  ] as const;
  const wrong = checks.find(([, value, wanted, tolerance]) => !(Math.abs(value - wanted) <= tolerance));
  if (wrong === undefined) return undefined;
  const [name, value, wanted, tolerance] = wrong;
  return `${name}: ${wanted} expected, ${value} found (tolerance ${tolerance})`;
}
