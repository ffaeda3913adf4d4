import type { StateTensor } from '@ecm/core/model';
import { differenceFromSummary, valueMismatch } from '@ecm/testing';

import type { CaseResult } from '../handler.js';
import { caseOf } from '../networks/map-cases.js';
import type { GoldenDetector } from './golden-detector.js';
import type { GoldenBuffer } from './model-golden.js';

/** Compares the counters of the losses, named `<loss>.<counter>` by the reference. */
export function* stateCases({ model }: GoldenDetector, wanted: Readonly<Record<string, GoldenBuffer>>): Iterable<CaseResult> {
  const states = Object.entries(model.states).flatMap(([loss, state]) =>
    Object.entries(state.save()).map(([name, tensor]) => [`${loss}.${name}`, tensor] as const),
  );
  const byName = new Map<string, StateTensor>(states);
  for (const [name, want] of Object.entries(wanted)) {
    const found = byName.get(name);
    yield caseOf(`state ${name}`, found === undefined ? `missing among ${[...byName.keys()].join(', ')}` : difference(found, want));
  }
}

function difference({ data }: StateTensor, want: GoldenBuffer): string | undefined {
  if (want.data !== undefined) return valueMismatch(data, want.data, { absolute: 1e-3, relative: 1e-3 });
  return differenceFromSummary(data, { ...want, sum: want.sum ?? 0 }, (value) => 1e-3 + 1e-3 * Math.abs(value));
}
