import type { CaseResult, GoldenFile, GoldenHandler } from '../handler.js';
import { compareFigures } from './compare-figures.js';
import type { TableGolden } from './table-golden.js';
import { isTableGolden, runTableGolden } from './table-golden.js';

/** `expected_*.json`: summary, figures of each class, and curves. */
export const tableHandler: GoldenHandler = {
  matches: isTableGolden,
  async *run(file: GoldenFile): AsyncGenerator<CaseResult> {
    const golden = file.read() as TableGolden;
    const result = await runTableGolden(file, golden);
    yield compareFigures('summary', result.summary, golden.metrics);
    const classes = Object.entries(golden.per_category ?? {});
    const wrong = classes.flatMap(([id, figures]) => {
      const found = result.categories.find((category) => category.id === Number(id));
      const compared = compareFigures(id, found?.figures ?? {}, figures);
      return compared.passed ? [] : [`class ${id}: ${compared.detail ?? ''}`];
    });
    if (classes.length > 0) yield { name: `${classes.length} classes`, passed: wrong.length === 0, detail: wrong.join('; ') };
    for (const [id, expected] of Object.entries(golden.precision_iou50_area_all ?? {})) {
      const curve = result.curves?.find((candidate) => candidate.id === Number(id))?.precision[0] ?? new Float64Array(0);
      yield compareFigures(`curve of class ${id}`, Object.fromEntries(Array.from(curve).entries()), Object.fromEntries(expected.entries()));
    }
  },
};
