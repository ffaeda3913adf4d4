import type {
  BoxLoss,
  ClassificationLoss,
  ClassificationLossOptions,
  LossTerms,
  MaskLoss,
  SavedState,
  Scalar,
  Tensor2D,
} from '@ecm/core/model';
import { describe, expectTypeOf, it } from 'vitest';

import type {
  BagsLoss,
  BinaryCrossEntropyLoss,
  EcmFocalLoss,
  EcmLoss,
  EcmLossOptions,
  Eqlv2Loss,
  FederatedLoss,
  FocalLoss,
  GiouLoss,
  L1Loss,
  LoceLoss,
  SeesawLoss,
  SoftmaxCeLoss,
  TdeLoss,
  VarifocalLoss,
} from './index.js';

describe('the contract of losses', () => {
  it('is kept by region and dense losses', () => {
    expectTypeOf<SoftmaxCeLoss>().toExtend<ClassificationLoss>();
    expectTypeOf<EcmLoss>().toExtend<ClassificationLoss>();
    expectTypeOf<EcmFocalLoss>().toExtend<ClassificationLoss>();
    expectTypeOf<FocalLoss>().toExtend<ClassificationLoss>();
    expectTypeOf<VarifocalLoss>().toExtend<ClassificationLoss>();
    expectTypeOf<TdeLoss>().toExtend<ClassificationLoss>();
    expectTypeOf<L1Loss>().toExtend<BoxLoss>();
    expectTypeOf<GiouLoss>().toExtend<BoxLoss>();
    expectTypeOf<BinaryCrossEntropyLoss>().toExtend<MaskLoss>();
  });

  it('gives losses with state something to save', () => {
    expectTypeOf<(Eqlv2Loss | SeesawLoss | LoceLoss | FederatedLoss | BagsLoss | EcmLoss)['state']>().toExtend<SavedState>();
  });

  it('takes two-dimensional logits and integer labels, and returns named scalars', () => {
    expectTypeOf<ClassificationLoss['losses']>().parameter(0).toEqualTypeOf<Tensor2D>();
    expectTypeOf<ClassificationLoss['losses']>().parameter(1).toEqualTypeOf<Int32Array>();
    expectTypeOf<ClassificationLoss['losses']>().returns.toEqualTypeOf<LossTerms>();
    expectTypeOf<LossTerms[string]>().toEqualTypeOf<Scalar>();
    expectTypeOf<number[]>().not.toExtend<Parameters<ClassificationLoss['losses']>[1]>();
  });

  it('knows weights, denominator, soft targets and objects of rows, and sums increments as doubles', () => {
    expectTypeOf<ClassificationLossOptions>().toEqualTypeOf<{
      readonly weights?: Float32Array;
      readonly averageFactor?: number;
      readonly qualities?: Float32Array;
      readonly objects?: Int32Array;
    }>();
    expectTypeOf<NonNullable<ClassificationLoss['increments']>>().toEqualTypeOf<Float64Array>();
  });

  it('asks the class-margin loss for counts, and for nothing else', () => {
    expectTypeOf<Pick<EcmLossOptions, 'counts'>>().toExtend<EcmLossOptions>();
    // @ts-expect-error counts are missing
    expectTypeOf<{ readonly lossWeight: 1 }>().toExtend<EcmLossOptions>();
    expectTypeOf<EcmLossOptions['backgroundRatio']>().toEqualTypeOf<number | 'measure' | undefined>();
  });
});
