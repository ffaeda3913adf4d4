import type { Backbone, LossTerms, ParameterCollection, Scalar, Tensor1D, Tensor2D, Tensor4D } from '@ecm/core/model';
import { backboneFamily, regionPredictorFamily } from '@ecm/core/model';
import { SoftmaxCeLoss } from '@ecm/losses';
import { allComponents, ContainerBuilder } from '@ecm/runtime';
import { ParameterStore, tf } from '@ecm/tensor';

/** A backbone with a cosine classifier on the mean of its last map. */
export interface GlyphClassifier {
  readonly parameters: ParameterCollection;
  /** @param images float32 [N, size, size, 3] @param labels int32 [N] */
  losses(images: Tensor4D, labels: Int32Array): LossTerms;
  /** @returns share of images whose class is right */
  accuracy(images: Tensor4D, labels: Int32Array): number;
}

/** @param classes number of glyphs @param seed of the start values */
export function glyphClassifier(classes: number, seed: number): GlyphClassifier {
  const builder = new ContainerBuilder(allComponents);
  const parameters = new ParameterStore({ seed });
  const scope = parameters.scope();
  const backbone: Backbone = builder.build(backboneFamily, { type: 'mini-resnet' }, '/backbone', { scope: scope.child('backbone') });
  const inputs = backbone.levels.at(-1)?.channels ?? 0;
  const given = { scope: scope.child('classifier'), inputs, outputs: classes, classes };
  const predictor = builder.build(regionPredictorFamily, { type: 'normed-linear' }, '/classifier', given);
  const loss = new SoftmaxCeLoss();
  const logits = (images: Tensor4D): Tensor2D => {
    const last = backbone.forward(images, 'train').at(-1);
    if (last === undefined) throw new Error('The backbone has no level.');
    return predictor.forward(tf.mean<Tensor2D>(last, [1, 2]));
  };
  return {
    parameters,
    losses: (images, labels) => loss.losses(logits(images), labels),
    accuracy: (images, labels) => tf.tidy(() => share(tf.argMax<Tensor1D>(logits(images), 1), labels)),
  };
}

function share(found: Tensor1D, labels: Int32Array): number {
  const right = tf.equal(found, tf.tensor1d(labels, 'int32')).toFloat().mean<Scalar>();
  return right.dataSync()[0] ?? Number.NaN;
}
