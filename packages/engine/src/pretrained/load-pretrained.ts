import type { Parameter, ParameterCollection, StateTensor } from '@ecm/core/model';
import type { WeightFile } from '@ecm/weights';
import { toStateTensor } from '@ecm/weights';

/** A tensor whose shape in the file is not the model's. Shapes are those of files. */
export interface ShapeMismatch {
  readonly name: string;
  readonly found: readonly number[];
  readonly expected: readonly number[];
}

/** What became of each tensor. */
export interface PretrainedReport {
  readonly loaded: readonly string[];
  /** In the model, not in the file: these keep their start values. */
  readonly missing: readonly string[];
  /** In the file, not in the model: these are left out. */
  readonly unknown: readonly string[];
  /** In both with different shapes: these keep their start values. */
  readonly mismatched: readonly ShapeMismatch[];
}

/**
 * Takes over the weights of a file as far as names and shapes agree.
 *
 * @param file names as in the model, e.g. after a key map
 */
export function loadPretrained(parameters: ParameterCollection, file: WeightFile): PretrainedReport {
  const known = new Map(parameters.all.map((parameter) => [parameter.name, parameter]));
  const values: Record<string, StateTensor> = {};
  const unknown: string[] = [];
  const mismatched: ShapeMismatch[] = [];
  for (const [name, { shape }] of file.tensors) {
    const parameter = known.get(name);
    if (parameter === undefined) unknown.push(name);
    else if (shape.join() !== referenceShape(parameter).join())
      mismatched.push({ name, found: shape, expected: referenceShape(parameter) });
    else values[name] = toStateTensor(file.read(name));
  }
  const { missing } = parameters.load(values);
  const different = new Set(mismatched.map(({ name }) => name));
  return { loaded: Object.keys(values), missing: missing.filter((name) => !different.has(name)), unknown, mismatched };
}

function referenceShape({ layout, shape }: Parameter): number[] {
  return layout.referenceShape(shape);
}
