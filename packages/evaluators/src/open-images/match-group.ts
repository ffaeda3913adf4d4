const THRESHOLD = 0.5;

/** Boxes of one image and class: corners `x1, y1, x2, y2` of the rows. */
export interface BoxRows {
  readonly corners: Float64Array;
  readonly rows: Int32Array;
}

/** Which of the published variants counts. */
export interface MatchOptions {
  /** 1: a group-of box that is found counts as one hit; 0: it only removes the detections inside it. */
  readonly groupOfWeight: 0 | 1;
  /** A group-of box that is not found is a wrong detection of score 0, as in mmdetection. */
  readonly penalizeMissedGroups: boolean;
  /** Rounding of areas and overlaps; single precision in mmdetection. */
  readonly round: (value: number) => number;
}

/** Judged detections: score and whether it is right. */
export interface Judgement {
  readonly score: number;
  readonly hit: boolean;
}

/**
 * Matches the detections of one image and class, best score first: each with the single box of largest IoU, never with the
 * second best; those that miss are absorbed by the group-of box that holds at least half of them.
 *
 * @param detections best score first @param scores of their rows
 * @see xingyizhou/UniDet, unidet/evaluation/oideval.py; tensorflow/models, per_image_evaluation.py
 */
export function matchGroup(
  detections: BoxRows,
  scores: Float64Array,
  normal: BoxRows,
  groups: BoxRows,
  options: MatchOptions,
): Judgement[] {
  const taken = new Set<number>();
  const absorbed = new Map<number, number>();
  const judged: Judgement[] = [];
  for (const row of detections.rows) {
    const score = scores[row];
    const best = largest(detections.corners, row, normal, false, options.round);
    if (best.overlap >= THRESHOLD && !taken.has(best.place)) {
      taken.add(best.place);
      judged.push({ score, hit: true });
      continue;
    }
    const group = largest(detections.corners, row, groups, true, options.round);
    if (group.overlap >= THRESHOLD) absorbed.set(group.place, Math.max(absorbed.get(group.place) ?? 0, score));
    else judged.push({ score, hit: false });
  }
  if (options.groupOfWeight === 0) return judged;
  groups.rows.forEach((_, place) => {
    const score = absorbed.get(place) ?? 0;
    if (score > 0) judged.push({ score, hit: true });
    else if (options.penalizeMissedGroups) judged.push({ score: 0, hit: false });
  });
  return judged;
}

/** @returns the first truth of largest overlap: over the union, or over the detection's own area */
function largest(
  corners: Float64Array,
  row: number,
  truths: BoxRows,
  ofDetection: boolean,
  round: (value: number) => number,
): { overlap: number; place: number } {
  let overlap = -1;
  let place = -1;
  const [x1, y1, x2, y2] = corners.subarray(4 * row, 4 * row + 4);
  const area = round((x2 - x1) * (y2 - y1));
  truths.rows.forEach((truth, i) => {
    const at = 4 * truth;
    const width = Math.max(0, Math.min(x2, truths.corners[at + 2]) - Math.max(x1, truths.corners[at]));
    const height = Math.max(0, Math.min(y2, truths.corners[at + 3]) - Math.max(y1, truths.corners[at + 1]));
    const shared = round(width * height);
    const other = round((truths.corners[at + 2] - truths.corners[at]) * (truths.corners[at + 3] - truths.corners[at + 1]));
    const found = round(shared / (ofDetection ? area : area + other - shared));
    if (found > overlap) {
      overlap = found;
      place = i;
    }
  });
  return { overlap, place };
}
