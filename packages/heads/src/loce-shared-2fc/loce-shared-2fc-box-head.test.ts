import type { Builder, ImageInfo } from '@ecm/core';
import { fromHalf, SeededRandom, toHalf } from '@ecm/core';
import type { ClassificationLoss, ClassificationLossOptions, SavedState } from '@ecm/core/model';
import { ParameterStore, tf, useBackend } from '@ecm/tensor';
import { valueAndGradients } from '@ecm/tensor/autograd';
import { beforeAll, describe, expect, it } from 'vitest';

import { absoluteLoss, cornerCoder, equalityAssigner, softmaxLoss, wholeSampler } from '../fake-parts.test-support.js';
import { LinearRegionPredictor } from '../linear/linear-region-predictor.js';
import { loceShared2fcBoxHeadComponent } from './loce-shared-2fc-box-head.component.js';

const classes = 3;
const info = { height: 16, width: 16, scaleX: 1, scaleY: 1, fileName: 'a' } as ImageInfo;
const truth = { boxes: Float32Array.of(2, 2, 8, 8), labels: Int32Array.of(2) };
const proposals = [{ boxes: Float32Array.of(1, 1, 5, 5), scores: new Float32Array(1) }];
const features = (value: number) => [tf.fill<tf.Rank.R4>([1, 4, 4, 2], value)];
const context = (seed = 'step') => ({ infos: [info], truths: [truth], random: new SeededRandom(seed) });

/** A loss that notes its calls and has mean scores of its own, so low for class 2 that the memory draws no other class. */
class NotingLoss implements ClassificationLoss {
  readonly calls: { readonly labels: number[]; readonly options: ClassificationLossOptions }[] = [];
  readonly channels = softmaxLoss.channels.bind(softmaxLoss);
  readonly scores = softmaxLoss.scores.bind(softmaxLoss);
  readonly initialBias = 0;
  readonly meanScores = Float64Array.of(0.9, 0.9, 1e-9, 0.01);
  advances = 0;
  readonly state: SavedState = {
    save: () => ({ advances: { shape: [1], data: Int32Array.of(this.advances) } }),
    load: ({ advances }) => {
      this.advances = advances.data[0];
    },
  };

  losses(logits: tf.Tensor2D, labels: Int32Array, options: ClassificationLossOptions = {}) {
    this.calls.push({ labels: [...labels], options });
    return softmaxLoss.losses(logits, labels, options);
  }

  advance() {
    this.advances++;
  }
}

function make(
  config: { mfs?: 'on' | 'off'; queueSize?: number; saveMemory?: boolean; precision?: 'float16' } = {},
  given?: ClassificationLoss,
) {
  const store = new ParameterStore({ seed: 0 });
  const classification = new NotingLoss();
  const parts: Readonly<Record<string, unknown>> = {
    'classification-loss': given ?? classification,
    'box-loss': absoluteLoss,
    assigner: equalityAssigner,
    'region-sampler': wholeSampler(true),
    'box-coder': cornerCoder,
  };
  const builder: Builder = {
    build: (family, _config, _path, known) => (parts[family.name] ?? new LinearRegionPredictor(known as never)) as never,
  };
  const slot = { type: 'fake' };
  const head = loceShared2fcBoxHeadComponent.create(
    {
      type: 'loce-shared-2fc',
      regionSize: 2,
      samplingRatio: 0,
      finestScale: 56,
      pyramidLevels: 1,
      hiddenSize: 5,
      classAgnostic: true,
      classPredictor: slot,
      loss: slot,
      boxLoss: slot,
      assigner: slot,
      sampler: slot,
      coder: slot,
      scoreThreshold: 0,
      iouThreshold: 0.5,
      maxPerImage: 10,
      mfs: 'on',
      queueSize: 80,
      sampledClasses: 2,
      sampledFeatures: 3,
      precision: 'float32',
      saveMemory: true,
      ...config,
    },
    { given: { scope: store.scope('bbox_head'), levels: [{ stride: 4, channels: 2 }], classes }, services: { builder }, path: '/boxHead' },
  );
  const memory = head.states['bbox_head.memory'];
  const measurement = () => head.measurements?.[0] ?? { pending: false, finish: () => undefined };
  return { store, head, classification, memory, measurement };
}

beforeAll(() => useBackend('cpu'));

describe('LoceShared2fcBoxHead', () => {
  it('trains regions of the memory after those of the batch, written in the same step', () => {
    const { head, classification } = make();
    head.train(features(1), proposals, context());
    const [{ labels, options }] = classification.calls;
    // The truth and one background region; two draws of class 2 with three regions each.
    expect(labels).toEqual([2, 3, 2, 2, 2, 2, 2, 2]);
    expect(options.averageFactor).toBe(8);
    // Object 0 is the truth; the memory rows of class 2 are one object more: 1 + 2.
    expect([...(options.objects ?? [])]).toEqual([0, -1, 3, 3, 3, 3, 3, 3]);
  });

  it('counts memory regions in the box loss, too', () => {
    const { store, head } = make();
    store.load({ 'bbox_head.fc_reg.weight': { shape: [4, 5], data: new Float32Array(20) } });
    const { terms } = valueAndGradients(() => head.train(features(1), proposals, context()).losses, store.trainable);
    const { data } = head.states['bbox_head.memory'].save()['deltas.2'] ?? { data: [] };
    // No entry is saved before the memory was filled; the drawn ones are at most a sixth of 6 pixels from the truth.
    expect(data).toHaveLength(0);
    expect(terms['loss_bbox']).toBeGreaterThan(0);
    expect(terms['loss_bbox']).toBeLessThan((6 * 4 * 1) / 8);
  });

  it('leaves the mask head, and the next stage of a cascade, the regions of the batch', () => {
    const { head } = make();
    const { positives, refine } = head.train(features(1), proposals, context());
    expect([...positives[0].labels]).toEqual([2]);
    expect(refine()[0].boxes).toHaveLength(4);
  });

  it('keeps features without their gradient', () => {
    const { store, head } = make();
    head.train(features(3), proposals, context());
    const scale = store.scope().parameter('scale', [1], {
      layout: { name: 'plain', referenceShape: (shape) => [...shape], toReference: (x) => x, fromReference: (x) => x },
      initialize: () => Float32Array.of(0),
    });
    // All features of this step are 0, so only what the memory holds from the step before (3) can move the shared layer.
    const { gradients } = valueAndGradients(() => {
      const maps = [tf.mul(features(1)[0], scale.value).as4D(1, 4, 4, 2)];
      return head.train(maps, proposals, context('other')).losses;
    }, store.trainable);
    expect([...gradients['bbox_head.shared_fcs.0.weight'].dataSync()].some((value) => value !== 0)).toBe(true);
  });

  it('wants a balanced list before training: 16 boxes per truth, so a sixteenth of the queue', () => {
    const { measurement, classification, head } = make();
    expect(measurement()).toMatchObject({ pending: true, imagesPerClass: 5 });
    head.train(features(1), proposals, context());
    measurement().afterBatch?.();
    expect(classification.advances).toBe(1);
    measurement().finish();
    expect(measurement().pending).toBe(false);
    expect(classification.advances).toBe(1);
  });

  it('goes on with the same draws from a checkpoint', () => {
    const first = make({ queueSize: 20 });
    for (const seed of ['a', 'b', 'c']) first.head.train(features(seed.charCodeAt(0)), proposals, context(seed));
    first.measurement().finish();
    const second = make({ queueSize: 20 });
    second.memory.load(first.memory.save());
    expect(second.measurement().pending).toBe(false);
    expect(second.memory.save()).toEqual(first.memory.save());
    const lossesOf = ({ head }: ReturnType<typeof make>) =>
      Object.values(head.train(features(7), proposals, context('next')).losses).map((loss) => loss.dataSync()[0]);
    expect(lossesOf(second)).toEqual(lossesOf(first));
  });

  it('fills the memory again where the checkpoint lacks it, without moving the mean scores', () => {
    const saved = make({ saveMemory: false });
    saved.head.train(features(1), proposals, context());
    saved.measurement().finish();
    expect(saved.memory.save()).toEqual({});
    const { memory, measurement, classification } = make({ saveMemory: false });
    classification.advances = 41;
    memory.load(saved.memory.save());
    expect(measurement().pending).toBe(true);
    measurement().afterBatch?.();
    measurement().afterBatch?.();
    measurement().finish();
    expect(classification.advances).toBe(41);
  });

  it('can keep features in half the space', () => {
    const { head, memory, measurement } = make({ precision: 'float16' });
    head.train(features(0.1), proposals, context());
    measurement().finish();
    const { data } = memory.save()['features.2'];
    expect(new Set(data)).toEqual(new Set([fromHalf(toHalf(0.1))]));
  });

  it('refuses the memory of another head', () => {
    const { memory } = make();
    expect(() => {
      memory.load({ pointers: { shape: [2], data: Int32Array.of(0, 0) } });
    }).toThrowErrorMatchingInlineSnapshot(`[ShapeError: LOCE memory: saved state "pointers" must be [3], but is [2].]`);
  });

  it('is the plain head with mfs off', () => {
    const { head, classification } = make({ mfs: 'off' });
    head.train(features(1), proposals, context());
    expect(classification.calls[0].labels).toEqual([2, 3]);
    expect(head.measurements).toEqual([]);
    expect(Object.keys(head.states)).toEqual(['bbox_head.loss_cls']);
  });

  it('refuses a loss without mean scores', () => {
    expect(() => make({}, softmaxLoss)).toThrowErrorMatchingInlineSnapshot(
      `[ConfigError: /boxHead/loss: the feature memory draws classes by mean scores, which "fake" does not keep; choose "loce", or set mfs to "off".]`,
    );
    expect(() => make({ mfs: 'off' }, softmaxLoss)).not.toThrow();
  });
});
