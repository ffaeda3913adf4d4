import { BackgroundRatioMeter, BagsLoss } from '@ecm/losses';

import type { CaseStarter } from '../golden-step.js';

/** Row counts behind draws and measurements. */
export const drawStarters: Readonly<Record<string, CaseStarter>> = {
  'bags.sampler': (first) => (step) => {
    const counts = first.paramArray('counts') ?? new Float64Array(0);
    const loss = new BagsLoss({ counts, binSplit: first.param<number[]>('bin_split') ?? [], beta: step.number('beta') ?? 0 });
    const labels = step.integers('labels');
    const mask = loss.drawRows(labels);
    const kept = Array.from(loss.groups.sizes, (_, group) =>
      mask.subarray(group * labels.length, (group + 1) * labels.length).reduce((sum, value) => sum + value, 0),
    );
    return { kept_rows: kept };
  },
  background_ratio: () => {
    const meter = new BackgroundRatioMeter();
    return (step) => {
      const rows = (name: string, label: number) => new Array<number>(step.number(name) ?? 0).fill(label);
      meter.add(Int32Array.from([...rows('foreground_rows', 0), ...rows('background_rows', 1)]), 1);
      return { 'state:ratio': [meter.ratio] };
    };
  },
};
