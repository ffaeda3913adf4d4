import type { ClassificationLoss, StateTensor } from '@ecm/core/model';
import { tf, useBackend } from '@ecm/tensor';
import { gradientsOf } from '@ecm/tensor/autograd';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';

import { BagsLoss } from '../bags/bags-loss.js';
import { EcmLoss } from '../ecm/ecm-loss.js';
import { Eqlv2Loss } from '../eqlv2/eqlv2-loss.js';
import { FederatedLoss } from '../federated/federated-loss.js';
import { LoceLoss } from '../loce/loce-loss.js';
import { SeesawLoss } from '../seesaw/seesaw-loss.js';

const classes = 3;

/** Rows of one step of one worker; `objects` counts objects over all workers. */
interface Rows {
  readonly logits: readonly (readonly number[])[];
  readonly labels: readonly number[];
  readonly objects: readonly number[];
}

const none: Rows = { logits: [], labels: [], objects: [] };

/** One training pass with gradient, as a training step makes it. */
function pass(loss: ClassificationLoss, { logits, labels, objects }: Rows): void {
  // Heads do not call a loss without rows.
  if (labels.length === 0) return;
  const z = tf.tensor2d(logits.flat(), [logits.length, loss.channels(classes)]);
  gradientsOf<[tf.Tensor2D]>(
    (given) => tf.addN(Object.values(loss.losses(given, Int32Array.from(labels), { objects: Int32Array.from(objects) }))).asScalar(),
    [z],
  );
}

/** Steps of two workers whose increments are summed, as data-parallel training does it. @returns both states */
function together(make: () => ClassificationLoss, steps: readonly (readonly [Rows, Rows])[]) {
  const workers = [make(), make()] as const;
  for (const rows of steps) {
    workers.forEach((loss, i) => {
      pass(loss, rows[i]);
    });
    const [a, b] = workers.map((loss) => loss.increments ?? new Float64Array(0));
    const sum = a.map((value, k) => value + b[k]);
    for (const increments of [a, b]) increments.set(sum);
    for (const loss of workers) loss.advance?.();
  }
  return workers.map((loss) => loss.state?.save() ?? {});
}

/** The same steps by one worker with all rows. */
function alone(make: () => ClassificationLoss, steps: readonly (readonly [Rows, Rows])[]) {
  const loss = make();
  for (const [a, b] of steps) {
    pass(loss, {
      logits: [...a.logits, ...b.logits],
      labels: [...a.labels, ...b.labels],
      objects: [...a.objects, ...b.objects],
    });
    loss.advance?.();
  }
  return loss.state?.save() ?? {};
}

const rowsOf = (columns: number, firstObject: number) =>
  fc
    .array(
      fc.tuple(
        fc.array(fc.integer({ min: -24, max: 24 }), { minLength: columns, maxLength: columns }),
        fc.integer({ min: 0, max: classes }),
      ),
      {
        minLength: 1,
        maxLength: 4,
      },
    )
    .map((rows): Rows => ({
      logits: rows.map(([logits]) => logits.map((z) => z / 8)),
      labels: rows.map(([, label]) => label),
      objects: rows.map(([, label], i) => (label < classes ? firstObject + i : -1)),
    }));

function expectSame(found: Readonly<Record<string, StateTensor>>, wanted: Readonly<Record<string, StateTensor>>): void {
  expect(Object.keys(found)).toEqual(Object.keys(wanted));
  for (const [name, { data }] of Object.entries(wanted)) {
    data.forEach((value, k) => {
      // Sums in another order; gradients are float32 numbers, divided by another number of rows before they are multiplied again.
      expect(Math.abs(found[name].data[k] - value), `${name}[${k}]`).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(value)));
    });
  }
}

beforeAll(() => useBackend('cpu'));

// Section 3.5 of the loss specification says what is merged between workers.
describe.each([
  { name: 'EQL v2', columns: classes + 1, make: () => new Eqlv2Loss({ classes }) },
  { name: 'Seesaw with syncCounts', columns: classes + 2, make: () => new SeesawLoss({ classes, syncCounts: true }) },
  { name: 'LOCE', columns: classes + 1, make: () => new LoceLoss({ classes }) },
])('two workers with $name', ({ columns, make }) => {
  it('reach the state of one worker with all rows', () => {
    const step = fc.tuple(rowsOf(columns, 0), fc.oneof(rowsOf(columns, 100), fc.constant(none)));
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 3 }), (steps) => {
        const [first, second] = together(make, steps);
        expect(first).toEqual(second);
        expectSame(first, alone(make, steps));
      }),
      { numRuns: 25 },
    );
  });

  it('leave no trace of a step in the next one', () => {
    const loss: ClassificationLoss = make();
    pass(loss, { logits: [new Array<number>(columns).fill(0)], labels: [0], objects: [0] });
    loss.advance?.();
    expect([...(loss.increments ?? [])].every((value) => value === 0)).toBe(true);
  });
});

describe('workers on their own', () => {
  it('count for themselves with Seesaw, as the original', () => {
    const [first, second] = together(
      () => new SeesawLoss({ classes }),
      [
        [
          { logits: [[0, 0, 0, 0, 0]], labels: [0], objects: [0] },
          { logits: [[0, 0, 0, 0, 0]], labels: [2], objects: [1] },
        ],
      ],
    );
    expect([...first['cum_samples'].data]).toEqual([1, 0, 0, 0]);
    expect([...second['cum_samples'].data]).toEqual([0, 0, 1, 0]);
  });

  it('have nothing to merge where constants come from the data, or draws are independent', () => {
    const losses: ClassificationLoss[] = [
      new EcmLoss({ counts: [1, 10, 100] }),
      new BagsLoss({ counts: [1, 10, 100] }),
      new FederatedLoss({ imageCounts: [1, 10, 100] }),
    ];
    expect(losses.map(({ increments }) => increments)).toEqual([undefined, undefined, undefined]);
  });
});
