import { EcmLoss } from '@ecm/losses';

import { classTreeOf } from '../class-trees.js';
import { commonOptions, renamed } from './classification.js';
import type { TensorFactory } from './tensor-loss.js';

const names = {
  detectionWeight: 'detectionWeight',
  testScore: 'testScore',
  foregroundCalibration: 'foregroundCalibration',
  backgroundRatio: 'bg_ratio',
  useLabelWeights: 'useLabelWeights',
  classReduction: 'classReduction',
};

/** The two-stage effective class-margin loss. */
export const ecm: TensorFactory = (first, columns) => {
  const tree = classTreeOf(first);
  const loss = new EcmLoss({
    ...commonOptions(first),
    ...renamed(first, names),
    counts: first.paramArray('counts') ?? new Float64Array(columns - 1).fill(1),
    hierarchyTargets: first.param('hierarchyTargets') === true ? tree : undefined,
    hierarchyIgnore: first.param('hierarchyIgnore') === true ? tree : undefined,
  });
  return { loss };
};
