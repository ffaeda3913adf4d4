import { decisionBoundary, surrogateGradients } from '@ecm/losses/reference';
import type { Figure, Panel, Series } from '@ecm/report';
import { powerLabel } from '@ecm/report';

import { decades, evenly } from './grid.js';

const ratios = decades(-4, 4, 1);
const logits = evenly(-6, 6, 120);

/**
 * Figure 5: gradient magnitudes over the logit, positives left, negatives right, a curve per ratio of negatives to positives from red
 * (frequent) to blue (rare).
 *
 * @see Cho and Krähenbühl, ECCV 2022, Eq. (33), (34) and Figure 5
 */
export function gradientsFigure(): Figure {
  return {
    name: 'figure-5',
    title: 'Figure 5. Gradients of the surrogate over the logit',
    caption:
      'Gradient magnitudes with respect to the logit f: 2 (1 − ŝ) of a positive and 2 ŝ of a negative, for a = n¬c / nc from 10⁻⁴ (red, ' +
      'frequent) to 10⁴ (blue, rare). The dots are the inflections at f = ⅛ ln a, where both are 1.',
    panels: [panel('positive samples: 2 (1 − ŝ)', 'positive'), panel('negative samples: 2 ŝ', 'negative')],
    tables: [
      {
        name: 'figure-5',
        columns: ['ratio', 'logit', 'positive', 'negative'],
        rows: ratios.flatMap((ratio) =>
          logits.map((logit) => {
            const { positive, negative } = surrogateGradients(logit, ratio);
            return [ratio, logit, positive, negative];
          }),
        ),
      },
    ],
  };
}

function panel(title: string, side: 'positive' | 'negative'): Panel {
  const curves = ratios.map((ratio, index): Series => ({
    name: `a = ${powerLabel(ratio)}`,
    colour: mixed(index / (ratios.length - 1)),
    style: 'line',
    points: logits.map((logit) => [logit, surrogateGradients(logit, ratio)[side]] as const),
  }));
  const inflections: Series = {
    name: 'f = ⅛ ln a',
    colour: '#1f2430',
    style: 'points',
    size: 5,
    points: ratios.map((ratio) => [decisionBoundary(ratio), surrogateGradients(decisionBoundary(ratio), ratio)[side]] as const),
  };
  return {
    title,
    x: { name: 'logit f', least: -6, most: 6 },
    y: { name: 'gradient magnitude', least: 0, most: 2 },
    series: [...curves, inflections],
  };
}

/** Red at 0, blue at 1. */
function mixed(share: number): string {
  const channels = [
    [208, 34],
    [40, 84],
    [48, 190],
  ].map(([from = 0, to = 0]) => Math.round(from + (to - from) * share));
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}
