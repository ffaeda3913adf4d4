import { ecmConstants, ecmScores, effectiveClassMargin } from '@ecm/losses/reference';

import { classTreeOf } from '../class-trees.js';
import { reductionOptions } from './common.js';
import type { ReferenceFactory } from './reference-loss.js';
import { single } from './reference-loss.js';

/** The two-stage effective class-margin loss. */
export const ecm: ReferenceFactory = (first, columns) => {
  const tree = classTreeOf(first);
  const counts = first.paramArray('counts') ?? new Float64Array(columns - 1).fill(1);
  const constants = ecmConstants(
    counts,
    first.param<number>('bg_ratio') ?? 6.3313,
    first.param<'lower' | 'upper' | 'one'>('detectionWeight'),
  );
  return {
    run: (step, input) =>
      single(
        effectiveClassMargin({
          ...input,
          ...reductionOptions(step),
          labels: step.integers('labels'),
          useLabelWeights: first.param<boolean>('useLabelWeights'),
          classReduction: first.param<'sum' | 'mean'>('classReduction'),
          constants,
          hierarchyTargets: first.param('hierarchyTargets') === true ? tree : undefined,
          hierarchyIgnore: first.param('hierarchyIgnore') === true ? tree : undefined,
        }),
      ),
    scores: ({ logits }) =>
      ecmScores(logits, columns, {
        testScore: first.param<'sigmoid' | 'sigmoid2' | 'surrogate'>('testScore') ?? 'sigmoid',
        foregroundCalibration: first.param<boolean>('foregroundCalibration') ?? true,
        shift: constants.shift,
      }),
  };
};
