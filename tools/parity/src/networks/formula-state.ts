import type { ParameterCollection } from '@ecm/core/model';
import { formulaParameter } from '@ecm/testing';

/** Gives every parameter and buffer the value that the goldens' formula has for its name. */
export function loadFormulaState(parameters: ParameterCollection, setSeed: number): void {
  const entries = parameters.all.map(({ name, layout, shape }) => {
    const referenceShape = layout.referenceShape(shape);
    return [name, { shape: referenceShape, data: formulaParameter(name, referenceShape, setSeed) }] as const;
  });
  parameters.load(Object.fromEntries(entries));
}
