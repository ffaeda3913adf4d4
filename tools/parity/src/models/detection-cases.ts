import type { Detections, ImageInfo, RunLengthMask } from '@ecm/core';
import type { DetectorModel, Tensor4D } from '@ecm/core/model';
import { maskArea, maskIou } from '@ecm/geometry';
import { tf } from '@ecm/tensor';

import type { CaseResult } from '../handler.js';
import { caseOf, numberCase } from '../networks/map-cases.js';
import type { GoldenDetector } from './golden-detector.js';
import type { GoldenImage } from './golden-images.js';
import { infoOf, pixelsOf } from './golden-images.js';
import type { GoldenMask, GoldenTest } from './model-golden.js';
import { boxDifference, matchRows } from './match-rows.js';

/** Compares the detections of one image, run alone at the start weights (README section 4, last rows). */
export function* detectionCases(
  { model, recording }: GoldenDetector,
  images: readonly GoldenImage[],
  golden: GoldenTest,
  setSeed: number,
): Iterable<CaseResult> {
  const image = images[golden.image];
  const pixels = pixelsOf([image], setSeed, golden.image);
  const [detections] = detectTidily(model, pixels, infoOf(image, golden.image));
  pixels.dispose();
  const at = (name: string) => `test ${golden.image} ${name}`;
  yield numberCase(at('number of detections'), detections.labels.length, golden.numDetections, 0);
  const matched = golden.detections.map((row) => indexOf(detections, row));
  const missing = golden.detections.filter((_, i) => matched[i] < 0);
  yield caseOf(
    at('detections'),
    missing.length <= golden.notInF32 ? undefined : `${missing.length} not found, first ${String(missing[0])}`,
  );
  for (const [i, mask] of (golden.masks ?? []).entries()) {
    if (matched[i] >= 0) yield caseOf(at(`mask ${i}`), maskDifference(detections.masks?.[matched[i]], mask));
  }
  if (golden.proposals === undefined) return;
  const [proposals] = recording.proposals;
  yield numberCase(at('number of proposals'), proposals.scores.length, golden.proposals.n, 0);
  yield caseOf(at('proposals'), matchRows(proposals, golden.proposals.first));
}

function maskDifference(found: RunLengthMask | undefined, { size: [height, width], counts }: GoldenMask): string | undefined {
  if (found === undefined) return 'there is no mask';
  const wanted = { height, width, counts: Uint32Array.from(counts) };
  if (maskArea(found) + maskArea(wanted) === 0) return undefined;
  const iou = maskIou(found, wanted);
  return iou >= 0.99 ? undefined : `IoU ${iou}`;
}

function detectTidily(model: DetectorModel, pixels: Tensor4D, info: ImageInfo): readonly Detections[] {
  let found: readonly Detections[] = [];
  // Not returned from the tidy, which would look for tensors among all detections.
  tf.tidy(() => {
    found = model.detect(pixels, [info]);
  });
  return found;
}

/** @returns index of the detection with the row's label, box (0.02 pixel) and score (1e-4), or −1 */
function indexOf({ boxes, scores, labels }: Detections, row: readonly number[]): number {
  const [score, label] = row.slice(4);
  return labels.findIndex((own, i) => own === label && Math.abs(scores[i] - score) <= 1e-4 && boxDifference(boxes, i, row) <= 0.02);
}
