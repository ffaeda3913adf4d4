import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

interface Spread {
  readonly loss: string;
  readonly iou: string;
  readonly [figure: string]: string | { readonly mean: number; readonly deviation: number };
}

const figures = ['AP', 'APr', 'APc', 'APf'];

/** What several seeds of the demo gave once, from the results that `@ecm/configs` ships: a line for each loss. */
export function documentedSeeds(): string {
  const file = createRequire(import.meta.url).resolve('@ecm/configs/mini/results/w2-demo.json');
  const { command, runs, spread } = JSON.parse(readFileSync(file, 'utf8')) as {
    command: string;
    runs: { seed: number }[];
    spread: Spread[];
  };
  const seeds = new Set(runs.map(({ seed }) => seed)).size;
  const lines = spread
    .filter(({ iou }) => iou === 'bbox')
    .map((row) => `  ${row.loss}: ${figures.map((figure) => `${figure} ${meanOf(row, figure)}`).join(', ')}`);
  return [`Box AP over ${seeds} seeds, mean ± standard deviation, measured once with "${command}":`, ...lines].join('\n');
}

function meanOf(row: Spread, figure: string): string {
  const value = row[figure];
  return typeof value === 'object' ? `${(100 * value.mean).toFixed(1)} ± ${(100 * value.deviation).toFixed(1)}` : '–';
}
