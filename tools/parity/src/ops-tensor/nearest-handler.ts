import { nearestResize, tf } from '@ecm/tensor';
import type { FormulaTensor } from '@ecm/testing';
import { mapValues, valueMismatch } from '@ecm/testing';

import type { CaseResult, GoldenFile, GoldenHandler, ParityContext } from '../handler.js';
import { formulaMap } from '../heads/formula-maps.js';
import { caseOf } from '../networks/map-cases.js';
import { setSeedOf } from '../networks/set-seed.js';

interface NearestCase {
  readonly input: FormulaTensor;
  readonly size: readonly [number, number];
  readonly output: { readonly data: readonly number[] };
}

/** Compares nearest upsampling to a size. */
export const nearestHandler: GoldenHandler = {
  matches: (file) => {
    const { cases = [] } = file.read() as { readonly cases?: readonly Partial<NearestCase>[] };
    // The resize of images has sizes too, but no formula map.
    return cases.length > 0 && cases.every(({ input, size, output }) => input !== undefined && size !== undefined && output !== undefined);
  },
  *run(file: GoldenFile, context: ParityContext): Iterable<CaseResult> {
    const setSeed = setSeedOf(file, context);
    for (const { input, size, output } of (file.read() as { readonly cases: readonly NearestCase[] }).cases) {
      const resized = tf.tidy(() => nearestResize(formulaMap(input, setSeed), ...size));
      const name = `${input.shape[2]} x ${input.shape[3]} to ${size[0]} x ${size[1]}`;
      yield caseOf(name, valueMismatch(mapValues(resized), output.data));
      resized.dispose();
    }
  },
};
