import type { ClassStatistics } from '@ecm/core';
import type { ClassificationLoss, StateTensor } from '@ecm/core/model';
import type { Panel, Series } from '@ecm/report';
import { tf } from '@ecm/tensor';
import { gradientsOf } from '@ecm/tensor/autograd';

import type { GradientSettings } from './loss-notes.js';
import { places, withoutLeaks } from './places.js';

/** Classes of the plots, the most frequent first: a small data set with the shape of a large one. */
export const exampleStatistics: ClassStatistics = {
  categories: [
    { id: 1, name: 'frequent' },
    { id: 2, name: 'common' },
    { id: 3, name: 'rare' },
  ],
  instanceCounts: Float64Array.of(10_000, 100, 3),
  imageCounts: Float64Array.of(5_000, 60, 3),
  annotatedImages: 5_000,
  ancestors: [[], [], []],
};

const classes = exampleStatistics.categories.length;

/** Dashes let both curves show where they coincide. */
const looks = { frequent: { colour: '#3a8f5d', style: 'line', size: 2.4 }, rare: { colour: '#c2413b', style: 'dashed' } } as const;

/** One region of each class and one of background. */
const labels = Int32Array.of(0, 1, 2, 3);
const rowOf = { frequent: 0, other: 1, rare: 2 } as const;

const stateTensors = (state: NonNullable<GradientSettings['state']>): Record<string, StateTensor> =>
  Object.fromEntries(Object.entries(state).map(([name, data]) => [name, { shape: [data.length], data: Float64Array.from(data) }]));

/** Gradient by one logit, times the number of rows; all other logits are 0. */
function gradientBy(loss: ClassificationLoss, row: number, column: number, value: number, quality: number | undefined): number {
  const columns = loss.channels(classes);
  const at = row * columns + column;
  const qualities = quality === undefined ? {} : { qualities: Float32Array.of(quality, quality, quality, 0) };
  const given = { averageFactor: labels.length, ...qualities };
  const logits = new Float32Array(labels.length * columns);
  logits[at] = value;
  return withoutLeaks(() => {
    const { gradients } = gradientsOf<[tf.Tensor2D]>(
      (z) => tf.addN(Object.values(loss.losses(z, labels, given))),
      [tf.tensor2d(logits, [labels.length, columns])],
    );
    return (gradients[0]?.dataSync()[at] ?? Number.NaN) * labels.length;
  });
}

/**
 * Gradient of a classification loss by the logit of a frequent and of a rare class: on a region of that class, and on one of another class.
 *
 * @param build makes the loss with its defaults and the given options
 */
export function classificationPanels(build: (options: object) => ClassificationLoss, settings: GradientSettings): Panel[] {
  const { options = {}, state = {}, columns = { frequent: 0, rare: 2 }, quality } = settings;
  const series = (kind: 'frequent' | 'rare', row: number): Series => {
    const points = places(-6, 6, 61).map((value) => {
      // Losses that count what they see begin anew at each point.
      const loss = build(options);
      loss.state?.load(stateTensors(state));
      return [value, gradientBy(loss, row, columns[kind], value, quality)] as const;
    });
    return { name: `${kind} class`, points, ...looks[kind] };
  };
  const axes = { x: { name: 'logit of the class' }, y: { name: 'gradient by the logit' } };
  return [
    { ...axes, title: 'an object of the class', series: [series('frequent', rowOf.frequent), series('rare', rowOf.rare)] },
    { ...axes, title: 'an object of another class', series: [series('frequent', rowOf.other), series('rare', rowOf.other)] },
  ];
}
