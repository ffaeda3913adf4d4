import type { Proposals } from '@ecm/core/model';

import type { CaseResult, GoldenFile } from '../handler.js';
import { caseOf, numberCase } from '../networks/map-cases.js';
import { matchRows } from './match-rows.js';

/** Share of proposals that may differ: scores that are nearly equal change places and survive suppression differently. */
const allowedShare = 0.01;

/** Compares training proposals with a golden `proposals-*.json`. */
export function* proposalCases(proposals: readonly Proposals[], file: GoldenFile): Iterable<CaseResult> {
  const { images } = file.read() as { readonly images: readonly (readonly (readonly number[])[])[] };
  for (const [image, rows] of images.entries()) {
    yield numberCase(`number of proposals ${image}`, proposals[image].scores.length, rows.length, 0);
    yield caseOf(`proposals ${image}`, matchRows(proposals[image], rows, Math.floor(allowedShare * rows.length)));
  }
}
