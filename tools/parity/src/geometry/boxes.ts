import { boxGiouMatrix, boxIofMatrix, boxIouMatrix, rectangleIou } from '@ecm/geometry';
import { valueMismatch } from '@ecm/testing';

import { caseOf } from '../networks/map-cases.js';
import { equalCase, namedHandler } from './named-handler.js';

interface BoxMatrices {
  readonly iou: { a: number[]; b: number[]; iou: number[]; iof: number[]; giou: number[] };
}

interface RectanglePair {
  readonly dt: number[];
  readonly gt: number[];
  readonly iscrowd: number;
  readonly iou: number;
}

/** IoU, IoF and GIoU of boxes in float32; the losses of the same file have their own handler. */
export const boxMatricesHandler = namedHandler<BoxMatrices>('box_losses.json', function* ({ iou: golden }) {
  const [a, b] = [Float32Array.from(golden.a), Float32Array.from(golden.b)];
  yield caseOf('IoU matrix', valueMismatch(boxIouMatrix(a, b), golden.iou));
  yield caseOf('IoF matrix', valueMismatch(boxIofMatrix(a, b), golden.iof));
  yield caseOf('GIoU matrix', valueMismatch(boxGiouMatrix(a, b), golden.giou));
});

/** IoU of rectangles with crowds, to the last bit. */
export const rectangleIouHandler = namedHandler<RectanglePair[]>('box_iou.json', function* (pairs) {
  for (const [i, { dt, gt, iscrowd, iou }] of pairs.entries()) yield equalCase(`pair ${i}`, rectangleIou(dt, gt, iscrowd === 1), iou);
});
