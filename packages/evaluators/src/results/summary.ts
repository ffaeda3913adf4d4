import type { CategoryMeasure, ViewMeasure } from '../matching/category-evaluator.js';

/** One line of a summary: a mean over the classes that have the view. */
export interface SummaryLine {
  readonly key: string;
  /** Position in the views of the rules; −1 for a view that the settings do not have. */
  readonly view: number;
  readonly quantity: 'precision' | 'recall';
  /** Position of the only threshold; absent for the mean of all. */
  readonly threshold?: number;
  /** Only classes of this frequency group. */
  readonly frequency?: string;
}

/** What a line means for one class; NaN where the class has no ground truth in the view. */
export function figureOf(line: Omit<SummaryLine, 'key'>, measure: CategoryMeasure): number {
  const view: ViewMeasure | undefined = measure.views[line.view];
  if (view === undefined) return NaN;
  const values = view[line.quantity];
  return line.threshold === undefined ? mean(values) : values[line.threshold];
}

/** @returns each line's mean over the classes, −1 where there is none, as the references print it */
export function summarize(
  lines: readonly SummaryLine[],
  measures: readonly CategoryMeasure[],
  frequencies: readonly (string | undefined)[],
): Record<string, number> {
  const entries = lines.map((line): [string, number] => {
    const figures = measures
      .filter(({ category }) => line.frequency === undefined || frequencies[category] === line.frequency)
      .map((measure) => figureOf(line, measure))
      .filter((figure) => !Number.isNaN(figure));
    return [line.key, figures.length === 0 ? -1 : mean(figures)];
  });
  return Object.fromEntries(entries);
}

function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum / values.length;
}
