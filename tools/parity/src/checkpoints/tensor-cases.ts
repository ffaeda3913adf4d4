import { probeIndices } from '@ecm/testing';
import type { WeightFile, WeightTensor } from '@ecm/weights';

import type { CaseResult } from '../handler.js';
import { caseOf } from '../networks/map-cases.js';
import type { ExpectedTensor } from './expected-file.js';

/** Compares every tensor of a file: names in any order, type, shape, sum and probes. */
export function* fileCases(label: string, file: WeightFile, expected: Readonly<Record<string, ExpectedTensor>>): Iterable<CaseResult> {
  const found = [...file.tensors.keys()].sort().join(', ');
  const wanted = Object.keys(expected).sort().join(', ');
  yield caseOf(`${label} names`, found === wanted ? undefined : `${wanted} expected, ${found} found`);
  for (const [name, want] of Object.entries(expected)) {
    if (file.tensors.has(name)) yield caseOf(`${label} ${name}`, tensorMismatch(file.read(name), want));
  }
}

/** @returns what differs, undefined if nothing does; numbers were stored with nine digits */
export function tensorMismatch({ type, shape, data }: WeightTensor, want: ExpectedTensor): string | undefined {
  if (type !== want.dtype) return `${want.dtype} expected, ${type} found`;
  if (shape.join() !== want.shape.join()) return `shape [${want.shape.join(', ')}] expected, [${shape.join(', ')}] found`;
  const values = Float64Array.from(data);
  const scale = values.reduce((total, value) => total + Math.abs(value), 0);
  const sum = values.reduce((total, value) => total + value, 0);
  if (!close(sum, want.sum, 1e-8 * scale)) return `sum ${want.sum} expected, ${sum} found`;
  const indices = probeIndices(values.length, want.probes.length);
  const wrong = want.probes.findIndex((probe, k) => !close(values[indices[k]], probe, 0));
  return wrong < 0 ? undefined : `element ${indices[wrong]}: ${want.probes[wrong]} expected, ${values[indices[wrong]]} found`;
}

function close(found: number, wanted: number, extra: number): boolean {
  return Math.abs(found - wanted) <= 1e-8 * Math.abs(wanted) + extra + 1e-12;
}
