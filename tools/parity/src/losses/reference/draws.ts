import { federatedDraw } from '@ecm/losses/reference';

import type { CaseStarter, GoldenStep } from '../golden-step.js';

const labelsOf = (step: GoldenStep) => Int32Array.from(step.array('labels').data);

/** What random draws of the losses start from. */
export const drawStarters: Readonly<Record<string, CaseStarter>> = {
  'federated.draw': () => (step) => {
    const imageCounts = step.paramArray('image_counts') ?? new Float64Array(0);
    const { present, count, weights } = federatedDraw(labelsOf(step), imageCounts, {
      classesToKeep: step.number('K') ?? step.param<number>('K'),
      power: step.param<number>('power'),
      countBackground: step.param<boolean>('countBackgroundInK'),
    });
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const probability = weights.map((weight) => (total === 0 ? 0 : weight / total));
    const groupOf = (counts: number) => (counts <= 10 ? 'rare' : counts <= 100 ? 'common' : 'frequent');
    const share = (group: string) => [probability.reduce((sum, p, c) => sum + (groupOf(imageCounts[c]) === group ? p : 0), 0)];
    return {
      present,
      draw_count: [count],
      weights,
      first_draw_probability: probability,
      group_probability_rare: share('rare'),
      group_probability_common: share('common'),
      group_probability_frequent: share('frequent'),
    };
  },
  background_ratio: () => {
    let [foreground, background] = [0, 0];
    return (step) => {
      foreground += step.number('foreground_rows') ?? 0;
      background += step.number('background_rows') ?? 0;
      return { 'state:ratio': [background / foreground] };
    };
  },
};
