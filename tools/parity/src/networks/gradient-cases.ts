import type { Parameter, Tensor } from '@ecm/core/model';
import { euclideanNorm } from '@ecm/testing';

import type { CaseResult } from '../handler.js';
import { caseOf, numberCase } from './map-cases.js';

/** Accepted differences of gradient norms (README section 4): `relative · want + total · total norm`. */
export const gradientTolerances = {
  micro: { relative: 1e-3, total: 1e-4 },
  full: { relative: 2e-2, total: 1e-3 },
} as const;

/**
 * Compares the norms of parameter gradients.
 *
 * @param wanted by parameter name; null where no gradient reaches the parameter
 */
export function* gradientNormCases(
  parameters: readonly Parameter[],
  gradients: Readonly<Record<string, Tensor>>,
  wanted: Readonly<Record<string, number | null>>,
  { relative, total }: { readonly relative: number; readonly total: number },
): Iterable<CaseResult> {
  const totalNorm = Math.hypot(...Object.values(wanted).map((norm) => norm ?? 0));
  const byName = new Map(parameters.map((parameter) => [parameter.name, parameter]));
  for (const [name, want] of Object.entries(wanted)) {
    const parameter = byName.get(name);
    if (parameter === undefined) {
      yield caseOf(`gradient ${name}`, 'there is no such parameter');
      continue;
    }
    const found = Object.hasOwn(gradients, name) ? euclideanNorm(gradients[name].dataSync()) : 0;
    if (want === null && parameter.trainable && found !== 0) yield caseOf(`gradient ${name}`, `none expected, norm ${found} found`);
    else yield numberCase(`gradient ${name}`, found, want ?? 0, relative * (want ?? 0) + total * totalNorm);
  }
}
