// What `npm run new` knows of each family: its package, its contract, and a first version of a part that compiles.
const importFrom = (entry, names) => `import type { ${names} } from '${entry}';`;

/** A class whose methods say that they are not written yet; its test checks what the component promises already. */
const skeleton = ({ entry, imports, contract, members }) => ({
  source: ({ className, type, words }) => `${importFrom(entry, [contract, ...imports].sort().join(', '))}

/** The ${words} \`${type}\`: say what it does, with shapes, units and source. */
export class ${className} implements ${contract} {
  readonly #factor: number;

  constructor({ factor }: { readonly factor: number }) {
    this.#factor = factor;
  }
${members.map((member) => `\n  ${member} {\n    throw new Error(\`${className} is not written yet (factor \${this.#factor}).\`);\n  }\n`).join('')}}
`,
  test: ({ className, camelName, file, type }) => `import { expect, it } from 'vitest';

import { ${className} } from './${file}.js';
import { ${camelName}Component } from './${file}.component.js';

it('is built from its defaults', () => {
  expect(${camelName}Component.type).toBe('${type}');
  expect(new ${className}({ factor: 1 })).toBeInstanceOf(${className});
});
`,
});

const loss = {
  source: ({ className, type }) => `import type { ClassificationLoss, LossTerms, Tensor2D } from '@ecm/core/model';
import { tf } from '@ecm/tensor';

/**
 * Squared distance between sigmoid scores and one-hot targets, summed over classes, averaged over regions: a start for \`${type}\`.
 *
 * Name the paper and the equation here.
 */
export class ${className} implements ClassificationLoss {
  readonly initialBias = 0;
  readonly #factor: number;

  constructor({ factor }: { readonly factor: number }) {
    this.#factor = factor;
  }

  /** One logit per class and one for the background. */
  channels(classes: number): number {
    return classes + 1;
  }

  /**
   * @param logits float32 [R, C + 1], background last
   * @param labels class of each region, 0 … C
   * @returns \`loss_cls\`, a scalar
   */
  losses(logits: Tensor2D, labels: Int32Array): LossTerms {
    const targets = tf.oneHot(tf.tensor1d(labels, 'int32'), logits.shape[1]).toFloat();
    const squares = tf.squaredDifference(tf.sigmoid(logits), targets);
    return { loss_cls: squares.sum(1).mean().mul(tf.scalar(this.#factor)) };
  }

  /** @returns float32 [R, C + 1], background last */
  scores(logits: Tensor2D): Tensor2D {
    return tf.sigmoid(logits);
  }
}
`,
  test: ({ className, file }) => `import { tf, useBackend } from '@ecm/tensor';
import { gradientsOf } from '@ecm/tensor/autograd';
import { beforeAll, expect, it } from 'vitest';

import { ${className} } from './${file}.js';

beforeAll(() => useBackend('cpu'));

it('is the squared distance of scores and targets', () => {
  // Logits 0 give scores 1/2, so each of the three entries is 1/4; the gradient is 2 (s − t) s (1 − s) = ±1/4.
  const logits = tf.zeros<2>([1, 3]);
  const loss = new ${className}({ factor: 2 });
  const { value, gradients } = gradientsOf((x) => loss.losses(x as typeof logits, new Int32Array([1]))['loss_cls']!, [logits]);
  expect(value.dataSync()[0]).toBeCloseTo(2 * 0.75, 6);
  [0.5, -0.5, 0.5].forEach((wanted, index) => {
    expect(gradients[0]!.dataSync()[index]).toBeCloseTo(wanted, 6);
  });
});
`,
};

const boxLoss = {
  source: ({ className, type }) => `import type { BoxLoss, BoxLossOptions, Scalar, Tensor2D } from '@ecm/core/model';
import { tf } from '@ecm/tensor';

/** Squared distance of deltas: a start for \`${type}\`. Name the paper and the equation here. */
export class ${className} implements BoxLoss {
  readonly space = 'deltas';
  readonly #factor: number;

  constructor({ factor }: { readonly factor: number }) {
    this.#factor = factor;
  }

  /** @param predictions float32 [P, 4] @param targets float32 [P, 4] @returns a scalar */
  loss(predictions: Tensor2D, targets: Tensor2D, { averageFactor }: BoxLossOptions = {}): Scalar {
    const sum = tf.squaredDifference(predictions, targets).sum().mul(tf.scalar(this.#factor));
    return sum.div(tf.scalar(averageFactor ?? Math.max(predictions.size, 1)));
  }
}
`,
  test: ({ className, file }) => `import { tf, useBackend } from '@ecm/tensor';
import { beforeAll, expect, it } from 'vitest';

import { ${className} } from './${file}.js';

beforeAll(() => useBackend('cpu'));

it('is the mean squared distance', () => {
  // (1 + 4 + 0 + 0) / 4 · 2
  const value = new ${className}({ factor: 2 }).loss(tf.tensor2d([[1, 2, 3, 4]]), tf.tensor2d([[0, 0, 3, 4]]));
  expect(value.dataSync()[0]).toBeCloseTo(2.5, 6);
});
`,
};

const model = '@ecm/core/model';
const family = (packageName, word, words, familyConst, parts, familyEntry = model) => ({ package: packageName, word, words, family: familyConst, familyEntry, ...parts });

/** Families by the word that the command takes. */
export const families = {
  loss: family('losses', 'loss', 'classification loss', 'classificationLossFamily', loss),
  'box-loss': family('losses', 'loss', 'box loss', 'boxLossFamily', boxLoss),
  'mask-loss': family('losses', 'loss', 'mask loss', 'maskLossFamily', skeleton({ entry: model, contract: 'MaskLoss', imports: ['Scalar'], members: ['loss(): Scalar'] })),
  backbone: family('backbones', 'backbone', 'backbone', 'backboneFamily', skeleton({ entry: model, contract: 'Backbone', imports: ['Level', 'Tensor4D'], members: ['get levels(): readonly Level[]', 'forward(): Tensor4D[]'] })),
  neck: family('necks', 'neck', 'neck', 'neckFamily', skeleton({ entry: model, contract: 'Neck', imports: ['Level', 'Tensor4D'], members: ['get levels(): readonly Level[]', 'forward(): Tensor4D[]'] })),
  predictor: family('heads', 'predictor', 'region predictor', 'regionPredictorFamily', skeleton({ entry: model, contract: 'RegionPredictor', imports: ['Tensor2D'], members: ['forward(): Tensor2D'] })),
  assigner: family('targets', 'assigner', 'assigner', 'assignerFamily', skeleton({ entry: model, contract: 'Assigner', imports: ['Assignment'], members: ['assign(): Assignment'] })),
  'region-sampler': family('targets', 'sampler', 'region sampler', 'regionSamplerFamily', skeleton({ entry: model, contract: 'RegionSampler', imports: ['RegionSample'], members: ['get addGroundTruths(): boolean', 'sample(): RegionSample'] })),
  'box-coder': family('targets', 'coder', 'box coder', 'boxCoderFamily', skeleton({ entry: model, contract: 'BoxCoder', imports: [], members: ['encode(): Float32Array', 'decode(): Float32Array'] })),
  'anchor-generator': family('targets', 'anchors', 'anchor generator', 'anchorGeneratorFamily', skeleton({ entry: model, contract: 'AnchorGenerator', imports: [], members: ['get perCell(): readonly number[]', 'grid(): Float32Array[]', 'valid(): Uint8Array[]'] })),
  'image-sampler': family('datasets', 'sampler', 'image sampler', 'imageSamplerFamily', skeleton({ entry: '@ecm/core', contract: 'ImageSampler', imports: [], members: ['epoch(): Int32Array'] }), '@ecm/core'),
  evaluator: family('evaluators', 'evaluator', 'evaluator', 'evaluatorFamily', skeleton({ entry: '@ecm/core', contract: 'Evaluator', imports: ['EvaluationResult'], members: ['get name(): string', 'add(): void', 'finish(): readonly EvaluationResult[]'] }), '@ecm/core'),
  'learning-rate': family('engine', 'schedule', 'learning-rate schedule', 'learningRateFamily', skeleton({ entry: model, contract: 'LearningRateSchedule', imports: [], members: ['factor(): number'] })),
};
