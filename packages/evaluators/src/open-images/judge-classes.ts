import type { GroupedRows } from '../detections/grouped-rows.js';
import type { BoxColumns } from './box-columns.js';
import type { BoxRows, Judgement, MatchOptions } from './match-group.js';
import { matchGroup } from './match-group.js';
import type { OpenImagesBoxes } from './open-images-table.js';
import { stepAveragePrecision } from './step-average-precision.js';

/** What became of a class. */
export interface JudgedClass {
  /** NaN without ground truth. */
  readonly averagePrecision: number;
  readonly groundTruths: number;
  readonly detections: number;
}

/** Judges every class: its images in ascending order, in each the detections by descending score. */
export function judgeClasses(
  detections: BoxColumns,
  grouped: GroupedRows,
  boxes: OpenImagesBoxes,
  groupedBoxes: GroupedRows,
  options: MatchOptions,
): JudgedClass[] {
  return Array.from({ length: grouped.starts.length - 1 }, (_, category) => {
    const rows = grouped.rows.subarray(grouped.starts[category], grouped.starts[category + 1]);
    const truths = groupedBoxes.rows.subarray(groupedBoxes.starts[category], groupedBoxes.starts[category + 1]);
    const positives = options.groupOfWeight === 1 ? truths.length : truths.filter((row) => boxes.groupOf[row] === 0).length;
    if (positives === 0) return { averagePrecision: NaN, groundTruths: 0, detections: rows.length };
    const judged = judgeClass(detections, rows, boxes, truths, options);
    const averagePrecision = stepAveragePrecision(judged, positives, options.round);
    return { averagePrecision, groundTruths: positives, detections: rows.length };
  });
}

function judgeClass(
  detections: BoxColumns,
  rows: Int32Array,
  boxes: OpenImagesBoxes,
  truths: Int32Array,
  options: MatchOptions,
): Judgement[] {
  const judged: Judgement[] = [];
  const { values: scores } = detections;
  for (let [d, g] = [0, 0]; d < rows.length || g < truths.length;) {
    const image = Math.min(d < rows.length ? detections.images[rows[d]] : Infinity, g < truths.length ? boxes.images[truths[g]] : Infinity);
    const dEnd = endOfImage(rows, detections.images, d, image);
    const gEnd = endOfImage(truths, boxes.images, g, image);
    const own = rows.slice(d, dEnd).sort((a, b) => scores[b] - scores[a] || a - b);
    const ofImage = truths.subarray(g, gEnd);
    const normal: BoxRows = { corners: boxes.corners, rows: ofImage.filter((row) => boxes.groupOf[row] === 0) };
    const groups: BoxRows = { corners: boxes.corners, rows: ofImage.filter((row) => boxes.groupOf[row] === 1) };
    // A loop, because spreading fails for very long lists.
    for (const judgement of matchGroup({ corners: detections.corners, rows: own }, scores, normal, groups, options)) judged.push(judgement);
    [d, g] = [dEnd, gEnd];
  }
  return judged;
}

function endOfImage(rows: Int32Array, images: Int32Array, start: number, image: number): number {
  let end = start;
  while (end < rows.length && images[rows[end]] === image) end++;
  return end;
}
