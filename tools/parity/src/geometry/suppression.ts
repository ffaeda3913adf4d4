import { groupedNonMaximumSuppression, nonMaximumSuppression, shiftedNonMaximumSuppression } from '@ecm/geometry';
import { formulaUnits, valueMismatch } from '@ecm/testing';

import { caseOf } from '../networks/map-cases.js';
import { setSeedOf } from '../networks/set-seed.js';
import { equalCase, namedHandler } from './named-handler.js';

interface BoxesFormula {
  readonly name: string;
  readonly n: number;
  readonly extent: number;
  readonly size: number;
}

interface MulticlassCase {
  readonly boxesFormula: BoxesFormula;
  readonly scoresFormula: { name: string; shape: readonly [number, number]; power: number };
  readonly scoreThr: number;
  readonly iou: number;
  readonly maxPerImg: number;
  readonly n: number;
  readonly boxIndex: number[];
  readonly label: number[];
  readonly score: number[];
  readonly sameAsStockFloat32: boolean;
}

interface SuppressionGolden {
  readonly plain: readonly { boxesFormula: BoxesFormula; scoresFormula: string; threshold: number; keep: number[] }[];
  readonly ties: { boxes: number[][]; scores: number[]; keep: Readonly<Record<string, number[]>> };
  readonly multiclass: readonly MulticlassCase[];
}

/** Plain and class-wise suppression. */
export const suppressionHandler = namedHandler<SuppressionGolden>('nms.json', function* (golden, { file, parity }) {
  const setSeed = setSeedOf(file, parity);
  for (const { boxesFormula, scoresFormula, threshold, keep } of golden.plain) {
    const scores = Float32Array.from({ length: boxesFormula.n }, (_, i) => formulaUnits(scoresFormula, setSeed)(i));
    yield equalCase(`plain ${boxesFormula.name}`, [...nonMaximumSuppression(formulaBoxes(boxesFormula, setSeed), scores, threshold)], keep);
  }
  const { boxes, scores, keep: byThreshold } = golden.ties;
  for (const [threshold, keep] of Object.entries(byThreshold)) {
    const found = nonMaximumSuppression(Float32Array.from(boxes.flat()), Float32Array.from(scores), Number(threshold));
    yield equalCase(`ties ${threshold}`, [...found], keep);
  }
  for (const case_ of golden.multiclass) {
    const name = `classes ${case_.boxesFormula.name} above ${case_.scoreThr}`;
    const { boxes: candidates, scores: own, rows, labels } = candidatesOf(case_, setSeed);
    const kept = groupedNonMaximumSuppression(candidates, own, labels, case_.iou).subarray(0, case_.maxPerImg);
    const expected = [case_.boxIndex, case_.label];
    yield equalCase(name, [[...kept].map((k) => rows[k]), [...kept].map((k) => labels[k])], expected);
    yield caseOf(
      `${name}, scores`,
      valueMismatch(
        [...kept].map((k) => own[k]),
        case_.score,
      ),
    );
    if (!case_.sameAsStockFloat32) continue;
    const shifted = shiftedNonMaximumSuppression(candidates, own, labels, case_.iou).subarray(0, case_.maxPerImg);
    yield equalCase(`${name}, shifted`, [[...shifted].map((k) => rows[k]), [...shifted].map((k) => labels[k])], expected);
  }
});

function formulaBoxes({ name, n, extent, size }: BoxesFormula, setSeed: number): Float32Array {
  const unit = formulaUnits(name, setSeed);
  return Float32Array.from({ length: 4 * n }, (_, i) => ((i & 3) < 2 ? unit(i) * extent : unit(i - 2) * extent + 4 + unit(i) * size));
}

/** All pairs of box and class above the threshold; the last column of the scores is the background. */
function candidatesOf({ boxesFormula, scoresFormula: { name, shape, power }, scoreThr }: MulticlassCase, setSeed: number) {
  const boxes = formulaBoxes(boxesFormula, setSeed);
  const [n, columns] = shape;
  const unit = formulaUnits(name, setSeed);
  const scores = Float32Array.from({ length: n * columns }, (_, i) => unit(i) ** power);
  const pairs = [...scores.keys()].filter((at) => at % columns < columns - 1 && scores[at] > Math.fround(scoreThr));
  const rows = pairs.map((at) => Math.floor(at / columns));
  return {
    rows,
    boxes: Float32Array.from(rows.flatMap((row) => [...boxes.subarray(4 * row, 4 * row + 4)])),
    scores: Float32Array.from(pairs, (at) => scores[at]),
    labels: Int32Array.from(pairs, (at) => at % columns),
  };
}
