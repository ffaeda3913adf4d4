import type { LossAndGradient, ReductionOptions } from '../reduction.js';
import { reduceLoss } from '../reduction.js';
import type { Numbers } from '../stable.js';

/** Smallest overlap, union and enclosing area (mmdetection: eps). */
const smallest = 1e-6;

/** IoU or generalised IoU of one pair, with its derivative by the first box's corners. */
export interface Overlap {
  readonly value: number;
  readonly slopes: readonly [number, number, number, number];
}

interface Pair {
  readonly union: number;
  readonly intersection: number;
  /** Derivatives by the first box's corners. */
  readonly unionSlopes: readonly number[];
  readonly intersectionSlopes: readonly number[];
}

/** Coordinates of a pair of boxes: prediction `x1 y1 x2 y2`, target `X1 Y1 X2 Y2`. */
type Corners = readonly [number, number, number, number, number, number, number, number];

const cornersAt = (a: Numbers, b: Numbers, row: number): Corners => {
  const k = row * 4;
  return [a[k], a[k + 1], a[k + 2], a[k + 3], b[k], b[k + 1], b[k + 2], b[k + 3]];
};

function pairOf([x1, y1, x2, y2, tx1, ty1, tx2, ty2]: Corners): Pair {
  const [w, h] = [x2 - x1, y2 - y1];
  const iw = Math.max(Math.min(x2, tx2) - Math.max(x1, tx1), 0);
  const ih = Math.max(Math.min(y2, ty2) - Math.max(y1, ty1), 0);
  const touching = iw > 0 && ih > 0;
  const intersection = iw * ih;
  const sum = w * h + (tx2 - tx1) * (ty2 - ty1) - intersection;
  const intersectionSlopes = touching ? [x1 > tx1 ? -ih : 0, y1 > ty1 ? -iw : 0, x2 < tx2 ? ih : 0, y2 < ty2 ? iw : 0] : [0, 0, 0, 0];
  const areaSlopes = [-h, -w, h, w];
  const unionSlopes = areaSlopes.map((slope, k) => (sum > smallest ? slope - intersectionSlopes[k] : 0));
  return { union: Math.max(sum, smallest), intersection, unionSlopes, intersectionSlopes };
}

const four = (slope: (k: number) => number): Overlap['slopes'] => [slope(0), slope(1), slope(2), slope(3)];

function iouOf(corners: Corners): Overlap {
  const { union, intersection, unionSlopes, intersectionSlopes } = pairOf(corners);
  const slopes = four((k) => intersectionSlopes[k] / union - (intersection * unionSlopes[k]) / (union * union));
  return { value: intersection / union, slopes };
}

function giouOf(corners: Corners): Overlap {
  const [x1, y1, x2, y2, tx1, ty1, tx2, ty2] = corners;
  const { union, unionSlopes } = pairOf(corners);
  const iou = iouOf(corners);
  const ew = Math.max(Math.max(x2, tx2) - Math.min(x1, tx1), 0);
  const eh = Math.max(Math.max(y2, ty2) - Math.min(y1, ty1), 0);
  const enclosing = Math.max(ew * eh, smallest);
  const free = ew * eh > smallest;
  const edges = [x1 < tx1 ? -eh : 0, y1 < ty1 ? -ew : 0, x2 > tx2 ? eh : 0, y2 > ty2 ? ew : 0];
  const slopes = four((k) => iou.slopes[k] + unionSlopes[k] / enclosing - (free ? (union * edges[k]) / (enclosing * enclosing) : 0));
  return { value: iou.value - (enclosing - union) / enclosing, slopes };
}

/** IoU of box pairs row by row, with derivatives by the first boxes. */
export function boxIou(a: Numbers, b: Numbers, row: number): Overlap {
  return iouOf(cornersAt(a, b, row));
}

/** Generalised IoU of box pairs row by row, with derivatives by the first boxes. */
export function boxGiou(a: Numbers, b: Numbers, row: number): Overlap {
  return giouOf(cornersAt(a, b, row));
}

/** How an IoU becomes a loss: −ln IoU, 1 − IoU or 1 − IoU². */
export type IouMode = 'log' | 'linear' | 'square';

/**
 * IoU loss of corner boxes; IoUs below 1e-6 count as 1e-6 and have no gradient.
 *
 * @param predictions [P · 4] @param targets [P · 4]
 * @see mmdet/models/losses/iou_loss.py, `IoULoss`
 */
export function iouLoss(predictions: Numbers, targets: Numbers, mode: IouMode = 'log', options: ReductionOptions = {}): LossAndGradient {
  return overlapLoss(predictions, options, (row) => {
    const { value: iou, slopes } = boxIou(predictions, targets, row);
    const clamped = Math.max(iou, smallest);
    const derivative = iou < smallest ? 0 : mode === 'log' ? -1 / iou : mode === 'linear' ? -1 : -2 * iou;
    return {
      value: mode === 'log' ? -Math.log(clamped) : 1 - (mode === 'linear' ? clamped : clamped * clamped),
      slopes: four((k) => derivative * slopes[k]),
    };
  });
}

/**
 * Generalised IoU loss 1 − GIoU of corner boxes.
 *
 * @param predictions [P · 4] @param targets [P · 4]
 * @see mmdet/models/losses/iou_loss.py, `GIoULoss`
 */
export function giouLoss(predictions: Numbers, targets: Numbers, options: ReductionOptions = {}): LossAndGradient {
  return overlapLoss(predictions, options, (row) => {
    const { value, slopes } = boxGiou(predictions, targets, row);
    return { value: 1 - value, slopes: four((k) => -slopes[k]) };
  });
}

function overlapLoss(predictions: Numbers, options: ReductionOptions, element: (row: number) => Overlap): LossAndGradient {
  const rows = predictions.length / 4;
  const values = new Float64Array(rows);
  const gradient = new Float64Array(predictions.length);
  for (let row = 0; row < rows; row++) {
    const { value, slopes } = element(row);
    values[row] = value;
    gradient.set(slopes, row * 4);
  }
  return reduceLoss(values, gradient, { ...options, weights: rowWeights(options.weights, rows) });
}

/** One weight per box; four per box are averaged. */
function rowWeights(weights: Numbers | undefined, rows: number): Numbers | undefined {
  if (weights === undefined || weights.length === rows) return weights;
  return Float64Array.from(
    { length: rows },
    (_, row) => (weights[row * 4] + weights[row * 4 + 1] + weights[row * 4 + 2] + weights[row * 4 + 3]) / 4,
  );
}
