export type { BestOverlaps } from './boxes/best-overlaps.js';
export { bestOverlaps } from './boxes/best-overlaps.js';
export { boxAreas, boxGiouMatrix, boxGiouPairs, boxIofMatrix, boxIofPairs, boxIouMatrix, boxIouPairs } from './boxes/box-iou.js';
export { cellPoints } from './boxes/cell-points.js';
export { decodeDistances, encodeDistances } from './boxes/distances.js';
export { insideImage } from './boxes/inside-image.js';
export { rectangleIou, rectangleIouMatrix } from './boxes/rectangle-iou.js';
export { boxesToRectangles, clipBoxes, flipBoxes, rectanglesToBoxes, scaleBoxes, unscaleBoxes } from './boxes/transform-boxes.js';
export { decodeMask, encodeMask } from './masks/bitmap.js';
export { boundaryDistance, boundaryOf } from './masks/boundary-of.js';
export type { ColumnSpans } from './masks/column-spans.js';
export { columnSpans } from './masks/column-spans.js';
export { maskArea } from './masks/mask-area.js';
export type { Rectangle } from './masks/mask-box.js';
export { maskBox } from './masks/mask-box.js';
export type { MeasuredMask } from './masks/mask-iou.js';
export { intersectionArea, maskIou, maskIouMatrix, measuredMaskIou, measureMask } from './masks/mask-iou.js';
export { intersectMasks, uniteMasks } from './masks/merge-masks.js';
export type { PasteOptions } from './masks/paste-mask.js';
export { pasteMask, pasteProbabilities } from './masks/paste-mask.js';
export { gridPolygonsToMask, polygonsToMask, polygonToMask } from './masks/polygons-to-mask.js';
export { runLengthsFromBytes, runLengthsFromString, runLengthsToString } from './masks/run-length-string.js';
export type { CocoRunLengths, CocoSegmentation } from './masks/segmentation-to-mask.js';
export { rectangleToPolygon, segmentationToMask } from './masks/segmentation-to-mask.js';
export { RunLengthWriter } from './masks/run-length-writer.js';
export type { Window } from './masks/transform-mask.js';
export { cropMask, flipMask, padMask, resizeMask } from './masks/transform-mask.js';
export { descendingOrder } from './suppression/descending-order.js';
export {
  groupedNonMaximumSuppression,
  nonMaximumSuppression,
  shiftedNonMaximumSuppression,
} from './suppression/non-maximum-suppression.js';
