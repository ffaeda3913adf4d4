import type { Detections, ImageInfo } from '@ecm/core';
import type { DetectorModel, Tensor3D, Tensor4D } from '@ecm/core/model';
import { decodeMask, maskIou, pasteProbabilities } from '@ecm/geometry';
import { FcnMaskHead } from '@ecm/heads';
import { tf } from '@ecm/tensor';

import type { CaseResult } from '../handler.js';
import { caseOf, numberCase } from '../networks/map-cases.js';
import type { GoldenDetector } from './golden-detector.js';
import type { GoldenImage } from './golden-images.js';
import { infoOf, pixelsOf } from './golden-images.js';
import { boxDifference, matchRows } from './match-rows.js';
import type { GoldenMask, GoldenTest } from './model-golden.js';
import { observeCalls } from './observe-calls.js';

/** Compares the detections of one image, run alone at the start weights (README section 4, last rows). */
export function* detectionCases(
  { model, recording }: GoldenDetector,
  images: readonly GoldenImage[],
  golden: GoldenTest,
  setSeed: number,
): Iterable<CaseResult> {
  const image = images[golden.image];
  const pixels = pixelsOf([image], setSeed, golden.image);
  const { detections, maps } = detectTidily(model, pixels, infoOf(image, golden.image));
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
    if (matched[i] >= 0) yield caseOf(at(`mask ${i}`), maskDifference(detections, maps, matched[i], mask));
  }
  if (golden.proposals === undefined) return;
  const [proposals] = recording.proposals;
  yield numberCase(at('number of proposals'), proposals.scores.length, golden.proposals.n, 0);
  yield caseOf(at('proposals'), matchRows(proposals, golden.proposals.first));
}

/** How far from 0.5 a pixel's value may be for float32 to decide it either way; the tolerance of scores (README section 4). */
const undecided = 1e-4;

/**
 * Accepts an IoU of 0.99, or differences in undecided pixels only: a mask of two pixels cannot have the one without the other.
 *
 * @param maps mask probabilities of all detections @param index of the detection
 */
function maskDifference({ boxes, masks }: Detections, maps: Float32Array, index: number, golden: GoldenMask): string | undefined {
  const found = masks?.[index];
  if (found === undefined) return 'there is no mask';
  const [height, width] = golden.size;
  const wanted = { height, width, counts: Uint32Array.from(golden.counts) };
  const iou = maskIou(found, wanted);
  if (iou >= 0.99) return undefined;
  const cells = maps.length / (boxes.length / 4);
  const map = maps.subarray(index * cells, (index + 1) * cells);
  const values = pasteProbabilities(map, { box: boxes.subarray(4 * index, 4 * index + 4), height, width });
  const [own, other] = [decodeMask(found), decodeMask(wanted)];
  const decided = own.filter((pixel, at) => pixel !== other[at] && Math.abs(values[at] - 0.5) > undecided);
  return decided.length === 0 ? undefined : `IoU ${iou}, ${decided.length} pixels differ`;
}

interface Detected {
  readonly detections: Detections;
  readonly maps: Float32Array;
}

function detectTidily(model: DetectorModel, pixels: Tensor4D, info: ImageInfo): Detected {
  let found: readonly Detections[] = [];
  let maps = new Float32Array(0);
  const detect = () => {
    // Not returned from the tidy, which would look for tensors among all detections.
    tf.tidy(() => {
      found = model.detect(pixels, [info]);
    });
  };
  const watch = (_: unknown, [probabilities]: [Tensor3D, ...unknown[]]) => {
    maps = Float32Array.from(probabilities.dataSync());
  };
  observeCalls(FcnMaskHead.prototype, 'paste', watch, detect);
  return { detections: found[0], maps };
}

/** @returns index of the detection with the row's label, box (0.02 pixel) and score (1e-4), or −1 */
function indexOf({ boxes, scores, labels }: Detections, row: readonly number[]): number {
  const [score, label] = row.slice(4);
  return labels.findIndex((own, i) => own === label && Math.abs(scores[i] - score) <= 1e-4 && boxDifference(boxes, i, row) <= 0.02);
}
