import type { Parameter, ParameterCollection, RegionPredictor, Scalar, Tensor, Tensor2D } from '@ecm/core/model';
import { gradientsOf } from '@ecm/tensor/autograd';

/** A classifier whose parameters a golden knows under names of its own. */
export interface PredictorCase {
  readonly predictor: RegionPredictor;
  readonly parameters: ParameterCollection;
  /** Name of each parameter by the golden's name of it. */
  readonly names: Readonly<Record<string, string>>;
}

/** Gives parameters the values of a golden, by the golden's names; the numbers lie as in PyTorch. */
export function loadPredictor({ parameters, names }: PredictorCase, values: Readonly<Record<string, ArrayLike<number>>>): void {
  for (const [name, numbers] of Object.entries(values)) {
    const { layout, shape, name: own } = parameters.get(names[name]);
    parameters.load({ [own]: { shape: layout.referenceShape(shape), data: Float32Array.from(numbers) } });
  }
}

/** Loss of a classifier and its gradients by the features and every trained parameter: `loss`, `grad:NAME`. */
export function differentiatedPredictor(
  { predictor, parameters, names }: PredictorCase,
  features: Tensor2D,
  loss: (logits: Tensor2D) => Tensor,
): Record<string, ArrayLike<number>> {
  const known = Object.entries(names)
    .map(([name, own]): readonly [string, Parameter] => [name, parameters.get(own)])
    .filter(([, { trainable }]) => trainable);
  const found: Record<string, ArrayLike<number>> = {};
  const { gradients } = gradientsOf<Tensor[]>((): Scalar => {
    const value = loss(predictor.forward(features));
    found['loss'] = value.dataSync();
    return value.sum();
  }, [features, ...known.map(([, { value }]) => value)]);
  found['grad:features'] = gradients[0].dataSync();
  known.forEach(([name, { layout, shape }], i) => {
    found[`grad:${name}`] = layout.toReference(gradients[i + 1].dataSync<'float32'>(), shape);
  });
  return found;
}
