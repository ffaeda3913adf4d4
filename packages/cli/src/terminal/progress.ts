import { Presets, SingleBar } from 'cli-progress';

/** Shows how far a job is. */
export interface Progress {
  update(done: number, note?: string): void;
  stop(): void;
}

const secondsText = (seconds: number): string =>
  seconds >= 90 ? `${Math.round(seconds / 60)} min` : `${Math.max(0, Math.round(seconds))} s`;

/**
 * Progress with rate and time left: a bar on a terminal, otherwise a plain line every few seconds.
 *
 * @param unit what is counted, e.g. `steps`
 * @param first what was done before, which does not count for the rate
 */
export function startProgress(title: string, total: number, unit: string, first = 0): Progress {
  const started = Date.now();
  const state = (done: number, note: string): { rate: string; left: string; note: string } => {
    const seconds = (Date.now() - started) / 1000;
    // The first moments say nothing about the rate.
    const rate = seconds < 0.5 ? 0 : (done - first) / seconds;
    return { rate: rate >= 10 ? rate.toFixed(0) : rate.toFixed(2), left: rate > 0 ? secondsText((total - done) / rate) : '?', note };
  };
  if (process.stderr.isTTY) {
    const format = `${title} [{bar}] {value}/{total} ${unit}, {rate}/s, {left} left {note}`;
    const bar = new SingleBar({ format, stream: process.stderr, hideCursor: true, clearOnComplete: false }, Presets.shades_classic);
    bar.start(total, first, state(first, ''));
    return {
      update: (done, note = '') => {
        bar.update(done, state(done, note));
      },
      stop: () => {
        bar.stop();
      },
    };
  }
  let last = 0;
  return {
    update: (done, note = '') => {
      if (Date.now() - last < 5000 && done < total) return;
      last = Date.now();
      const { rate, left } = state(done, note);
      process.stderr.write(`${title}: ${done}/${total} ${unit}, ${rate}/s, ${left} left ${note}\n`);
    },
    stop: () => undefined,
  };
}
