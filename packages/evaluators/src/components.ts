import { boundaryCocoEvaluatorComponent } from './boundary-coco/boundary-coco-evaluator.component.js';
import { boundaryLvisEvaluatorComponent } from './boundary-lvis/boundary-lvis-evaluator.component.js';
import { cocoEvaluatorComponent } from './coco/coco-evaluator.component.js';
import { lvisEvaluatorComponent } from './lvis/lvis-evaluator.component.js';
import { lvisChallenge2021EvaluatorComponent } from './lvis-challenge-2021/lvis-challenge-2021-evaluator.component.js';
import { lvisFixedEvaluatorComponent } from './lvis-fixed/lvis-fixed-evaluator.component.js';
import { lvisPooledEvaluatorComponent } from './lvis-pooled/lvis-pooled-evaluator.component.js';
import { openImagesEvaluatorComponent } from './open-images/open-images-evaluator.component.js';

/** Every part of this package, sorted by type. */
export const evaluatorsComponents = [
  boundaryCocoEvaluatorComponent,
  boundaryLvisEvaluatorComponent,
  cocoEvaluatorComponent,
  lvisEvaluatorComponent,
  lvisChallenge2021EvaluatorComponent,
  lvisFixedEvaluatorComponent,
  lvisPooledEvaluatorComponent,
  openImagesEvaluatorComponent,
] as const;
