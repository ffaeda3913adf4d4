import { boxesPerTruth, drawClasses, FeatureMemory, jitterBoxes } from '@ecm/heads';
import { scoreRecords, softmaxRows, summedRecords, updateMeanScores } from '@ecm/losses/reference';

import type { CaseStarter, Found, GoldenStep } from '../golden-step.js';

interface ImageRows {
  readonly gt_labels: readonly number[];
  readonly pos_assigned_gt_inds: readonly number[];
}

/** Labels and object numbers of the rows: per image its positives first; every class of the memory rows is one object. */
function rowsOf(step: GoldenStep): { readonly labels: Int32Array; readonly objects: Int32Array } {
  const images = step.plain('images') as readonly ImageRows[];
  const memory = step.plain('memory_labels') as readonly number[];
  const perImage = step.param<number>('rows_per_image') ?? 0;
  const background = step.param<number>('classes') ?? 0;
  const rows = images.flatMap(({ gt_labels: truths, pos_assigned_gt_inds: assigned }, image) =>
    Array.from({ length: perImage }, (_, row) =>
      row < assigned.length ? { label: truths[assigned[row]], object: image * 1000 + assigned[row] } : { label: background, object: -1 },
    ),
  );
  const all = [...rows, ...memory.map((label) => ({ label, object: images.length * 1000 + label }))];
  return { labels: Int32Array.from(all, ({ label }) => label), objects: Int32Array.from(all, ({ object }) => object) };
}

const meanScore: CaseStarter = (first) => {
  let scores = first.start('mean_score', 0) ?? new Float64Array(0);
  return (step) => {
    const options = { alpha: step.param<number>('alpha'), backgroundScore: step.param<number>('bg_score') };
    const classes = scores.length - 1;
    const records = step.has('records')
      ? (step.plain('records') as readonly [number, number][]).map(([label, score]) => ({ label, score }))
      : recordsOf(step);
    const summed = summedRecords(records, classes);
    scores = updateMeanScores(scores, summed.subarray(0, classes), summed.subarray(classes), options);
    return { record_class: records.map(({ label }) => label), record_score: records.map(({ score }) => score), 'state:mean_score': scores };
  };
};

function recordsOf(step: GoldenStep) {
  const { shape, data } = step.array('logits');
  const { labels, objects } = rowsOf(step);
  const probabilities = softmaxRows(data, shape[1]);
  const scores = Float64Array.from(labels, (label, row) => probabilities[row * shape[1] + label]);
  return scoreRecords(scores, labels, objects);
}

function filledMemory(step: GoldenStep): FeatureMemory<number> {
  const source = step.siblings.find(({ loss, params }) => loss === 'loce.memory' && params['sampled_classes'] === undefined);
  if (source === undefined) throw new Error('The file has no case that fills the memory.');
  const memory = new FeatureMemory<number>(source.params['classes'] as number, source.params['queue_size'] as number);
  for (const { inputs } of source.steps) memory.write(inputs['labels'] as number[], inputs['ids'] as number[]);
  return memory;
}

function sampled(step: GoldenStep): Found {
  const choices = step.plain('entry_choice') as readonly (readonly number[])[];
  let next = 0;
  const classes = drawClasses(step.array('mean_score').data, step.array('uniforms').data);
  const rows = filledMemory(step).sample(classes, step.param<number>('sampled_features') ?? 0, () => choices[next++]);
  return { classes, row_labels: rows.map(({ label }) => label), row_ids: rows.map(({ entry }) => entry) };
}

const memory: CaseStarter = (first) => {
  if (first.param('sampled_classes') !== undefined) return sampled;
  const capacity = first.param<number>('queue_size') ?? 0;
  const classes = first.param<number>('classes') ?? 0;
  const buffers = new FeatureMemory<number>(classes, capacity);
  return (step) => {
    buffers.write(step.integers('labels'), Array.from(step.integers('ids')));
    const entries = Array.from({ length: classes }, (_, label) => {
      const filled = buffers.entries(label);
      return Array.from({ length: capacity }, (_slot, slot) => (slot < filled.length ? filled[slot] : 0));
    });
    return { 'state:entries': entries.flat(), 'state:pointer': buffers.pointers };
  };
};

/** Mean scores, feature memory and box generator of LOCE. */
export const loceStarters: Readonly<Record<string, CaseStarter>> = {
  'loce.mean_score': meanScore,
  'loce.memory': memory,
  'loce.boxes': () => (step) => {
    const size = { width: step.param<number>('image_width') ?? 0, height: step.param<number>('image_height') ?? 0 };
    const boxes = jitterBoxes(step.array('boxes').data, step.array('uniforms').data, size.width, size.height);
    return { boxes: boxes.subarray(0, step.array('boxes').shape[0] * boxesPerTruth * 4) };
  },
};
