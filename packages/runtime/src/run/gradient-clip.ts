import type { GradientClip } from '@ecm/engine';
import { clipByNorm, clipByValue } from '@ecm/engine';

import type { ExperimentConfig } from '../experiment/experiment.schema.js';

/** How a schedule limits gradients, undefined if it does not; the schema allows one of both ways. */
export function gradientClip({
  clipNorm,
  clipValue,
}: Pick<ExperimentConfig['schedule'], 'clipNorm' | 'clipValue'>): GradientClip | undefined {
  if (clipNorm !== undefined) return clipByNorm(clipNorm);
  return clipValue === undefined ? undefined : clipByValue(clipValue);
}
