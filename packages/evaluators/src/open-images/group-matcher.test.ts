import fc from 'fast-check';
import { expect, it } from 'vitest';

import { BoxColumns } from './box-columns.js';
import type { MatchOptions } from './group-matcher.js';
import { GroupMatcher } from './group-matcher.js';
import { JudgedDetections } from './judged-detections.js';

type Corners = readonly [x1: number, y1: number, x2: number, y2: number];
interface Truth {
  readonly box: Corners;
  readonly groupOf: boolean;
}
type Judged = readonly [score: number, hit: boolean];

const identity = (value: number): number => value;
const challenge: MatchOptions = { groupOfWeight: 1, penalizeMissedGroups: false, round: identity };
const scoreOf = (place: number): number => 0.9 - place / 100;

/** Judges detections whose scores fall from 0.9 on, twice: nothing may be left from the image before. */
function judge(detections: readonly Corners[], truths: readonly Truth[], options = challenge): Judged[] {
  const [found, boxes] = [new BoxColumns(), new BoxColumns()];
  detections.forEach((box, place) => {
    found.push(0, 0, scoreOf(place), ...box);
  });
  for (const { box, groupOf } of truths) boxes.push(0, 0, Number(groupOf), ...box);
  const groupOf = Uint8Array.from(boxes.values.subarray(0, truths.length));
  const { count, images, categories, corners } = boxes;
  const matcher = new GroupMatcher({ count, images, categories, corners, groupOf }, options);
  const judged = new JudgedDetections();
  for (let time = 0; time < 2; time++) {
    judged.count = 0;
    matcher.match(found, Int32Array.from(detections.keys()), Int32Array.from(truths.keys()), judged);
  }
  return Array.from({ length: judged.count }, (_, i) => [judged.scores[i], judged.hits[i] === 1]);
}

const normal = (...box: Corners): Truth => ({ box, groupOf: false });
const group = (...box: Corners): Truth => ({ box, groupOf: true });

it('gives a ground truth to the best detection, and does not try the second-best one for the next', () => {
  // Of the second detection: IoU 19/21 with the first box, which is taken, and 17/23 with the other (case O5 of the goldens).
  const truths = [normal(0, 0, 100, 100), normal(0, 20, 100, 120)];
  expect(
    judge(
      [
        [0, 0, 100, 100],
        [0, 5, 100, 105],
      ],
      truths,
    ),
  ).toEqual([
    [0.9, true],
    [0.89, false],
  ]);
});

it('takes an IoU of one half, and the first of equal boxes', () => {
  expect(judge([[0, 0, 10, 5]], [normal(0, 0, 10, 10)])).toEqual([[0.9, true]]);
  expect(judge([[0, 0, 10, 4.9]], [normal(0, 0, 10, 10)])).toEqual([[0.9, false]]);
  const twins = [normal(0, 0, 10, 10), normal(0, 0, 10, 10)];
  expect(
    judge(
      [
        [0, 0, 10, 10],
        [0, 0, 10, 10],
      ],
      twins,
    ),
  ).toEqual([
    [0.9, true],
    [0.89, false],
  ]);
});

it('makes one hit of all detections in a group-of box, at the end and with the best score', () => {
  const truths = [group(0, 0, 100, 100), normal(200, 0, 210, 10)];
  // The third lies in the group with exactly half of its area.
  const detections: Corners[] = [
    [0, 0, 20, 20],
    [200, 0, 210, 10],
    [90, 0, 110, 10],
    [95, 0, 115, 10],
  ];
  expect(judge(detections, truths)).toEqual([
    [scoreOf(1), true],
    [scoreOf(3), false],
    [0.9, true],
  ]);
  expect(judge(detections, truths, { ...challenge, groupOfWeight: 0 })).toEqual([
    [scoreOf(1), true],
    [scoreOf(3), false],
  ]);
});

it('counts a group-of box without detections against mmdetection only', () => {
  expect(judge([], [group(0, 0, 9, 9)])).toEqual([]);
  expect(judge([], [group(0, 0, 9, 9)], { ...challenge, penalizeMissedGroups: true })).toEqual([[0, false]]);
});

/** The rules as they are written down, with a table of all overlaps. */
function byRule(detections: readonly Corners[], truths: readonly Truth[], { round }: MatchOptions): Judged[] {
  const area = ([x1, y1, x2, y2]: Corners): number => round((x2 - x1) * (y2 - y1));
  const shared = (a: Corners, b: Corners): number =>
    round(Math.max(0, Math.min(a[2], b[2]) - Math.max(a[0], b[0])) * Math.max(0, Math.min(a[3], b[3]) - Math.max(a[1], b[1])));
  const best = (overlaps: readonly number[]): number => overlaps.indexOf(Math.max(...overlaps));
  const [objects, groups] = [truths.filter(({ groupOf }) => !groupOf), truths.filter(({ groupOf }) => groupOf)];
  const taken = new Set<number>();
  const absorbed = new Map<number, number>();
  const judged: Judged[] = [];
  detections.forEach((box, place) => {
    const ious = objects.map((truth) => round(shared(box, truth.box) / (area(box) + area(truth.box) - shared(box, truth.box))));
    const first = best(ious);
    if (ious[first] >= 0.5 && !taken.has(first)) {
      taken.add(first);
      judged.push([scoreOf(place), true]);
      return;
    }
    const shares = groups.map((truth) => round(shared(box, truth.box) / area(box)));
    const holder = best(shares);
    if (shares[holder] >= 0.5) absorbed.set(holder, Math.max(absorbed.get(holder) ?? 0, scoreOf(place)));
    else judged.push([scoreOf(place), false]);
  });
  return [...judged, ...groups.flatMap((_, i): Judged[] => (absorbed.has(i) ? [[absorbed.get(i) ?? 0, true]] : []))];
}

it('equals the rules on random boxes, in double and single precision', () => {
  const side = fc.integer({ min: 1, max: 6 });
  const box = fc.tuple(fc.nat(6), fc.nat(6), side, side).map(([x, y, w, h]): Corners => [x / 3, y / 3, (x + w) / 3, (y + h) / 3]);
  const truth = fc.record({ box, groupOf: fc.boolean() });
  fc.assert(
    fc.property(
      fc.array(box, { maxLength: 12 }),
      fc.array(truth, { maxLength: 8 }),
      fc.constantFrom(identity, Math.fround),
      (found, truths, round) => {
        const options = { ...challenge, round };
        expect(judge(found, truths, options)).toEqual(byRule(found, truths, options));
      },
    ),
    { numRuns: 500 },
  );
});
