import type { XyChart } from '../charts/xy-chart.js';

/** One of the charts that stand side by side in a figure. */
export interface Panel extends XyChart {
  readonly title: string;
}

/** Numbers of a figure. A cell that has no value is undefined. */
export interface FigureTable {
  /** Name of the file without ending, e.g. `figure-2-classes`. */
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | undefined)[])[];
}

/** A figure of a paper: charts side by side, what they show, and the numbers behind them. */
export interface Figure {
  /** Name of the file without ending, e.g. `figure-2`. */
  readonly name: string;
  readonly title: string;
  readonly caption: string;
  /** Side by side, all of one size. */
  readonly panels: readonly Panel[];
  readonly tables: readonly FigureTable[];
}
