import type { CategoryResult, EvaluationResult } from '@ecm/core';

/** A column of the table of classes. */
export interface CategoryColumn {
  readonly title: string;
  readonly kind: 'text' | 'count' | 'figure';
  /** NaN where a class has no such figure. */
  readonly value: (category: CategoryResult) => string | number;
}

/** Which classes are shown, and in which order. */
export interface CategoryOrder {
  /** Part of the name, or the id; empty for all. */
  readonly search: string;
  /** `r`, `c` or `f`; empty for all. */
  readonly frequency: string;
  readonly column: CategoryColumn;
  readonly descending: boolean;
}

/** Columns of a result: facts about each class, then its figures. */
export function categoryColumns({ categories }: EvaluationResult): CategoryColumn[] {
  const figures = [...new Set(categories.flatMap((category) => Object.keys(category.figures)))];
  const grouped = categories.some(({ frequency }) => frequency !== undefined);
  return [
    { title: 'class', kind: 'text', value: ({ name }) => name },
    ...(grouped ? [{ title: 'group', kind: 'text', value: ({ frequency = '' }: CategoryResult) => frequency } as const] : []),
    { title: 'objects', kind: 'count', value: ({ groundTruths }) => groundTruths },
    { title: 'detections', kind: 'count', value: ({ detections }) => detections },
    ...figures.map((key): CategoryColumn => ({ title: key, kind: 'figure', value: (category) => category.figures[key] ?? NaN })),
  ];
}

/** Classes that are asked for, in order; those without the figure come last either way. */
export function orderCategories(categories: readonly CategoryResult[], order: CategoryOrder): CategoryResult[] {
  const { search, frequency, column, descending } = order;
  const wanted = search.trim().toLowerCase();
  const shown = categories.filter(
    (category) =>
      (frequency === '' || category.frequency === frequency) &&
      (wanted === '' || category.name.toLowerCase().includes(wanted) || String(category.id) === wanted),
  );
  const sign = descending ? -1 : 1;
  return shown.sort((a, b) => {
    const [left, right] = [column.value(a), column.value(b)];
    if (typeof left === 'string') return sign * left.localeCompare(String(right));
    const missing = Number(Number.isNaN(left)) - Number(Number.isNaN(right));
    return missing === 0 ? sign * (left - Number(right)) : missing;
  });
}
