import type { EvaluationResult } from '@ecm/core';
import { UserError } from '@ecm/core';
import { evaluateOpenImages } from '@ecm/evaluators/node';

/** Options of `ecm eval` that only the protocol of Open Images has. */
export interface OpenImagesArguments {
  readonly classes?: string | undefined;
  readonly imageLabels?: string | undefined;
  readonly imageSizes?: string | undefined;
  readonly hierarchy?: string | undefined;
  readonly variant?: 'challenge' | 'mmdet' | undefined;
  readonly groupOfWeight?: number | undefined;
}

/** Evaluates by the protocol of Open Images. @param groundTruth boxes as csv, or an annotation file in JSON */
export async function evaluateByOpenImages(
  groundTruth: string,
  results: readonly string[],
  { groupOfWeight, ...given }: OpenImagesArguments,
): Promise<readonly EvaluationResult[]> {
  if (groupOfWeight !== undefined && groupOfWeight !== 0 && groupOfWeight !== 1)
    throw new UserError(`A group-of box that is found counts 0 or 1, not ${groupOfWeight}.`);
  const named = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return evaluateOpenImages({ groundTruth, results, ...named, ...(groupOfWeight === undefined ? {} : { groupOfWeight }) });
}
