import type { PositiveEntry } from '../kernels/focal-kernel.js';
import { binaryCrossEntropy, power, sigmoid, softplus } from '../reference/stable.js';
import type { FocalOptions, FocalPositives } from './focal-loss-op.js';

/** Focal loss: α (1 − p)^γ softplus(−u) for the entry of the row's class, (1 − α) p^γ softplus(u) for the others. */
export function focalPositives(labels: Int32Array, columns: number, { alpha, gamma, surrogate }: FocalOptions): FocalPositives {
  const steepness = surrogate === undefined ? 1 : 2;
  const ofLogit = surrogate?.modulateWithLogit ?? false;
  return {
    negativeFactor: 1 - alpha,
    positives: (row) => (labels[row] >= 0 && labels[row] < columns ? [{ column: labels[row], quality: 1 }] : []),
    positive: (z, { column }) => {
      const u = steepness * z + (surrogate?.shift[column] ?? 0);
      const v = ofLogit ? z : u;
      const weight = alpha * power(sigmoid(-v), gamma);
      const modulator = gamma * sigmoid(v) * (ofLogit ? 1 : steepness);
      return { value: weight * softplus(-u), slope: -weight * (modulator * softplus(-u) + steepness * sigmoid(-u)) };
    },
  };
}

/** Varifocal loss: q · BCE(u, q) for entries with a target q > 0, α p^γ softplus(u) for the others. */
export function varifocalPositives(
  positives: (row: number) => readonly PositiveEntry[],
  { alpha, surrogate, iouWeighted }: FocalOptions & { readonly iouWeighted: boolean },
): FocalPositives {
  const steepness = surrogate === undefined ? 1 : 2;
  return {
    negativeFactor: alpha,
    positives,
    positive: (z, { column, quality }) => {
      const u = steepness * z + (surrogate?.shift[column] ?? 0);
      const weight = iouWeighted ? quality : 1;
      return { value: weight * binaryCrossEntropy(u, quality), slope: weight * steepness * (sigmoid(u) - quality) };
    },
  };
}

/** Entries of a row of soft targets that are not 0, ascending. */
export function positivesOfTargets(targets: Float32Array, columns: number): (row: number) => readonly PositiveEntry[] {
  return (row) => {
    const found: PositiveEntry[] = [];
    for (let column = 0; column < columns; column++) {
      const quality = targets[row * columns + column];
      if (quality > 0) found.push({ column, quality });
    }
    return found;
  };
}

/** The entry of each foreground row's class with its quality; rows of quality 0 have none, as the original's targets say. */
export function positivesOfQualities(
  labels: Int32Array,
  qualities: Float32Array | undefined,
  columns: number,
): (row: number) => readonly PositiveEntry[] {
  return (row) => {
    const column = labels[row];
    const quality = qualities?.[row] ?? 1;
    return column >= 0 && column < columns && quality > 0 ? [{ column, quality }] : [];
  };
}
