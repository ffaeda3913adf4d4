import type { TensorSummary } from '@ecm/testing';
import { differenceFromSummary, formulaParameter } from '@ecm/testing';
import { adaptKeys, bytesSource, encodeSafetensors, readWeights } from '@ecm/weights';

import type { CaseResult, GoldenFile, GoldenHandler } from '../handler.js';
import { caseOf } from '../networks/map-cases.js';
import { setSeedOf } from '../networks/set-seed.js';

interface SwinRow {
  readonly authors: string;
  readonly mmdet: string;
  readonly shape: readonly number[];
  readonly after: TensorSummary;
}

/** Compares names and values of Swin files of the authors after conversion; values before come from the formula. */
export const swinHandler: GoldenHandler = {
  matches: (file) => rowsOf(file) !== undefined,
  *run(file, context): Iterable<CaseResult> {
    const rows = rowsOf(file) ?? [];
    const setSeed = setSeedOf(file, context);
    const tensors = rows.map(
      ({ authors, shape }) => [authors, { shape, data: formulaParameter(`authors.${authors}`, shape, setSeed) }] as const,
    );
    const { file: adapted } = adaptKeys(readWeights(bytesSource(encodeSafetensors(Object.fromEntries(tensors)), file.path)));
    for (const { authors, mmdet, after } of rows) {
      const name = `${authors} -> ${mmdet}`;
      if (!adapted.tensors.has(mmdet)) yield caseOf(name, 'the name is missing after conversion');
      else
        yield caseOf(
          name,
          differenceFromSummary(adapted.read(mmdet).data, after, (value) => 1e-8 * Math.abs(value) + 1e-12),
        );
    }
  },
};

function rowsOf(file: GoldenFile): readonly SwinRow[] | undefined {
  const { rows } = file.read() as { readonly rows?: unknown };
  if (!Array.isArray(rows) || rows.length === 0) return undefined;
  const [first] = rows as readonly Partial<SwinRow>[];
  return typeof first === 'object' && first.authors !== undefined && first.mmdet !== undefined ? (rows as readonly SwinRow[]) : undefined;
}
