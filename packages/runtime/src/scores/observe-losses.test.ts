import type { AnyComponent } from '@ecm/core';
import { defineComponent } from '@ecm/core';
import type { ClassificationLoss, Tensor2D } from '@ecm/core/model';
import { classificationLossFamily } from '@ecm/core/model';
import { tf, useBackend } from '@ecm/tensor';
import { expect, it } from 'vitest';

import { LossObserver } from './observe-losses.js';
import type { ScoredRegions } from './region-scores-file.js';

/** Scores are the logits halved, the loss is the number of rows. */
class CountingLoss implements ClassificationLoss {
  readonly initialBias = 0;
  channels(classes: number): number {
    return classes;
  }
  losses(_: Tensor2D, labels: Int32Array) {
    return { loss_cls: tf.scalar(labels.length) };
  }
  scores(logits: Tensor2D): Tensor2D {
    return tf.div(logits, 2);
  }
}

const component = defineComponent<{ readonly type: 'counting' }>()({
  family: classificationLossFamily,
  type: 'counting',
  schema: {},
  services: {},
  create: () => new CountingLoss(),
}) as AnyComponent;
const make = (made: AnyComponent): ClassificationLoss => (made.create as () => ClassificationLoss)();

it('hears of the regions of the last loss, without those that do not count, and changes nothing', async () => {
  await useBackend('cpu');
  const observer = new LossObserver();
  const heard: ScoredRegions[] = [];
  observer.onRegions = (regions) => void heard.push(regions);
  const [watched] = observer.watch([component]);
  const [first, last] = [make(watched ?? component), make(watched ?? component)];
  tf.tidy(() => {
    const logits = tf.tensor2d([2, 4, 6, 8, 10, 12], [3, 2]);
    first.losses(logits, Int32Array.of(0, 1, 2));
    expect(heard).toEqual([]);
    const { loss_cls } = last.losses(logits, Int32Array.of(1, -1, 2), { weights: Float32Array.of(1, 1, 0.5) });
    expect(loss_cls?.dataSync()[0]).toBe(3);
    last.losses(logits, Int32Array.of(1, 0, 2), { weights: Float32Array.of(0, 1, 0) });
    last.losses(tf.zeros([0, 2]), new Int32Array(0));
  });
  expect(heard).toEqual([
    { labels: Int32Array.of(1, 2), scores: Float32Array.of(1, 2, 5, 6), columns: 2 },
    { labels: Int32Array.of(0), scores: Float32Array.of(3, 4), columns: 2 },
  ]);
});

it('leaves other components alone', () => {
  const other = { ...component, family: { name: 'neck' } };
  expect(new LossObserver().watch([other])[0]).toBe(other);
});
