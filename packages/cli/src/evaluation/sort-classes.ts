import type { CategoryResult, EvaluationResult } from '@ecm/core';
import { UserError } from '@ecm/core';

/** In which order classes are listed. */
export interface ClassOrder {
  /** `id`, `name`, `group`, `objects`, `detections`, or a figure such as `AP50`. */
  readonly column: string;
  readonly descending: boolean;
}

const columns: Readonly<Record<string, (category: CategoryResult) => string | number>> = {
  id: ({ id }) => id,
  name: ({ name }) => name,
  group: ({ frequency = '' }) => 'rcf'.indexOf(frequency),
  objects: ({ groundTruths }) => groundTruths,
  detections: ({ detections }) => detections,
};

/** Sorts the classes of results; those without the figure come last. @throws UserError for an unknown column */
export function sortClasses<Result extends EvaluationResult>(results: readonly Result[], { column, descending }: ClassOrder): Result[] {
  return results.map((result) => {
    const figures = Object.keys(result.categories[0]?.figures ?? {});
    if (!Object.hasOwn(columns, column) && !figures.includes(column)) {
      throw new UserError(`Classes cannot be sorted by "${column}"; known are ${[...Object.keys(columns), ...figures].join(', ')}.`);
    }
    const valueOf = Object.hasOwn(columns, column) ? columns[column] : (category: CategoryResult) => category.figures[column];
    const sign = descending ? -1 : 1;
    const categories = result.categories.toSorted((a, b) => compare(valueOf?.(a), valueOf?.(b), sign) || a.id - b.id);
    return { ...result, categories };
  });
}

function compare(a: string | number | undefined, b: string | number | undefined, sign: number): number {
  if (typeof a === 'string' && typeof b === 'string') return sign * a.localeCompare(b, 'en');
  const [x, y] = [Number(a ?? NaN), Number(b ?? NaN)];
  if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y));
  return sign * (x - y);
}
