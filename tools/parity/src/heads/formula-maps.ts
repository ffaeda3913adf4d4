import type { Tensor4D } from '@ecm/core/model';
import type { FormulaTensor } from '@ecm/testing';
import { formulaTensor, mapTensor } from '@ecm/testing';

/** A formula map plus a constant, added in float32 as the goldens do; channels last. */
export function formulaMap(tensor: FormulaTensor, setSeed: number, plus = 0): Tensor4D {
  const constant = Math.fround(plus);
  return mapTensor(
    formulaTensor(tensor, setSeed).map((value) => value + constant),
    tensor.shape,
  );
}
