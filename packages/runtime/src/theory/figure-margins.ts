import type { EcmConstants } from '@ecm/losses/reference';
import { effectiveMargins } from '@ecm/losses/reference';
import type { Figure, Panel, Series } from '@ecm/report';

import type { ClassCounts } from './class-counts.js';
import { decades, powerOfTen } from './grid.js';

const positiveColour = '#2f6db5';
const negativeColour = '#c2413b';

/**
 * Figure 4: margins and weights over the negative-to-positive ratio α.
 *
 * @see Cho and Krähenbühl, ECCV 2022, Eq. (8) and Figure 4
 */
export function marginsFigure(): Figure {
  const points = curve(-2, 6);
  return {
    name: 'figure-4',
    title: 'Figure 4. Margins and weights over the negative-to-positive ratio',
    caption:
      'Margins γ⁺ = α^¼ / (1 + α^¼) and γ⁻ = 1 / (1 + α^¼), and their inverses, the weights w⁺ and w⁻ in the surrogate score. The sides cross ' +
      'at α = 1 with margins ½ and weights 2; rare classes have large α.',
    panels: panels(points, [-2, 6]),
    tables: [curveTable('figure-4', points)],
  };
}

/**
 * Figure 6: the same curves with the classes of a data set on them.
 *
 * @param constants of the classes, the background last
 * @see Cho and Krähenbühl, ECCV 2022, Figure 6
 */
export function placedMarginsFigure({ classes, source, backgroundRatio }: ClassCounts, constants: EcmConstants): Figure {
  const { alpha } = constants;
  const exponents = Array.from(alpha, Math.log10);
  const ends = [Math.min(-2, Math.floor(Math.min(...exponents))), Math.max(6, Math.ceil(Math.max(...exponents)))] as const;
  const points = curve(...ends);
  const on = (values: Float64Array, name: string, colour: string): Series => ({
    name,
    colour,
    style: 'points',
    size: 4,
    points: Array.from(alpha, (ratio, label) => [ratio, values[label] ?? Number.NaN] as const),
  });
  const { positiveMargin, negativeMargin, positiveWeight, negativeWeight } = constants;
  const [left, right] = panels(points, ends);
  const dots = (plus: Float64Array, minus: Float64Array): Series[] => [
    on(plus, 'classes, γ⁺ or w⁺', positiveColour),
    on(minus, 'classes, γ⁻ or w⁻', negativeColour),
  ];
  return {
    name: 'figure-6',
    title: 'Figure 6. Margins and weights of the classes',
    caption:
      `The curves of Figure 4 with the ${classes.length} classes of ${source} on them, and the background as one more class ` +
      `at α = 1 / r (r = ${backgroundRatio.value}, ${backgroundRatio.origin}).`,
    panels: [
      { ...left, series: [...left.series, ...dots(positiveMargin, negativeMargin)] },
      { ...right, series: [...right.series, ...dots(positiveWeight, negativeWeight)] },
    ],
    tables: [
      curveTable('figure-6', points),
      {
        name: 'figure-6-classes',
        columns: ['name', 'count', 'alpha', 'gamma_pos', 'gamma_neg', 'w_pos', 'w_neg'],
        rows: Array.from(alpha, (ratio, label) => [
          classes[label]?.name ?? 'background',
          constants.counts[label],
          ratio,
          positiveMargin[label],
          negativeMargin[label],
          positiveWeight[label],
          negativeWeight[label],
        ]),
      },
    ],
  };
}

type CurvePoint = ReturnType<typeof effectiveMargins> & { readonly alpha: number };

const curve = (first: number, last: number): CurvePoint[] =>
  decades(first, last, 25).map((alpha) => ({ alpha, ...effectiveMargins(alpha) }));

function panels(points: readonly CurvePoint[], [first, last]: readonly [number, number]): readonly [Panel, Panel] {
  const x = { name: 'negative-to-positive ratio α', logarithmic: true, least: powerOfTen(first), most: powerOfTen(last) };
  const line = (name: string, colour: string, value: (point: CurvePoint) => number): Series => ({
    name,
    colour,
    style: 'line',
    points: points.map((point) => [point.alpha, value(point)] as const),
  });
  return [
    {
      title: 'margins',
      x,
      y: { name: 'margin γ', least: 0, most: 1 },
      series: [
        line('γ⁺, w⁺ of positives', positiveColour, ({ positive }) => positive),
        line('γ⁻, w⁻ of negatives', negativeColour, ({ negative }) => negative),
      ],
    },
    {
      title: 'weights',
      x,
      y: { name: 'weight w = 1 / γ', logarithmic: true, least: 1, most: 100 },
      series: [
        line('γ⁺, w⁺ of positives', positiveColour, ({ positive }) => 1 / positive),
        line('γ⁻, w⁻ of negatives', negativeColour, ({ negative }) => 1 / negative),
      ],
    },
  ];
}

function curveTable(name: string, points: readonly CurvePoint[]) {
  return {
    name,
    columns: ['alpha', 'gamma_pos', 'gamma_neg', 'w_pos', 'w_neg'],
    rows: points.map(({ alpha, positive, negative }) => [alpha, positive, negative, 1 / positive, 1 / negative]),
  };
}
