import { runColour } from '../charts/palette.js';
import { thinOut } from '../charts/thin-out.js';
import { xyChart } from '../charts/xy-chart.js';
import { html, type Markup } from '../html/markup.js';
import type { Section } from '../html/page.js';
import type { LogRow, RunRecord } from '../record/run-record.js';

/** Keys of the log that say where a row belongs or how long it took. */
const notCurves = new Set(['mode', 'epoch', 'iter', 'time', 'data_time', 'eta', 'memory']);
const shownPoints = 240;

/** The course of training: the whole loss, each loss term, learning rate and gradient norm, one line per run. */
export function curvesSection(runs: readonly RunRecord[]): Section | undefined {
  const steps = runs.flatMap(stepRows);
  const keys = [...new Set(steps.flatMap((row) => Object.keys(row)))].filter((key) => !notCurves.has(key));
  const numeric = keys.filter((key) => steps.some((row) => typeof row[key] === 'number'));
  if (numeric.length === 0) return undefined;
  const rank = (key: string): number => (key === 'loss' ? 0 : key.includes('loss') ? 1 : 2);
  const ordered = numeric.map((key, index) => ({ key, index })).sort((a, b) => rank(a.key) - rank(b.key) || a.index - b.index);
  const body = html`<div class="plots">${ordered.map(({ key }) => curve(key, runs))}</div>
    <p class="soft">Over training steps. Long logs are shown as means of neighbouring steps.</p>`;
  return { id: 'curves', title: 'Training', body };
}

/** Lines of the log about training steps; others say what the loader left out. */
const stepRows = ({ log = [] }: RunRecord): readonly LogRow[] => log.filter(({ mode = 'train' }) => mode === 'train');

function curve(key: string, runs: readonly RunRecord[]): Markup {
  const series = runs.flatMap((run, index) => {
    const { name } = run;
    const points = stepRows(run).flatMap((row) => pointOf(row, key));
    return points.length === 0 ? [] : [{ name, colour: runColour(index), style: 'line' as const, points: thinOut(points, shownPoints) }];
  });
  const values = series.flatMap(({ points }) => points.map(([, value]) => value));
  // Losses that start a hundred times higher than they end hide their course on a linear axis.
  const logarithmic = key !== 'lr' && Math.min(...values) > 0 && Math.max(...values) > 12 * Math.min(...values);
  const y = { name: '', logarithmic, ...(!logarithmic && Math.min(...values) >= 0 && { least: 0 }) };
  return html`<figure>
    <figcaption>${key}</figcaption>
    ${xyChart({ x: { name: 'step' }, y, series })}
  </figure>`;
}

function pointOf(row: LogRow, key: string): [number, number][] {
  const step = row['iter'];
  const value = row[key];
  return typeof step === 'number' && typeof value === 'number' ? [[step, value]] : [];
}
