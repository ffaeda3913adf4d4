import type { CandidateList } from './candidate-list.js';
import type { Cell, DetectionBatch, TruthBatch } from './detection-batch.js';
import type { OverlapFinder } from './overlap-finder.js';

/**
 * IoU of boxes `x, y, width, height` in double precision, unclipped; the sum of the areas comes before the subtraction.
 *
 * @see cocoapi, common/maskApi.c, bbIou
 */
export class BoxOverlaps implements OverlapFinder {
  readonly #lowest: number;

  constructor(lowest: number) {
    this.#lowest = lowest;
  }

  begin(): void {
    // Boxes need no preparation.
  }

  find({ d0, d1, g0, g1 }: Cell, detections: DetectionBatch, truths: TruthBatch, candidates: CandidateList): void {
    const lowest = this.#lowest;
    for (let d = d0; d < d1; d++) {
      candidates.starts[d - d0] = candidates.length;
      const x = detections.x[d];
      const y = detections.y[d];
      const w = detections.width[d];
      const h = detections.height[d];
      const right = x + w;
      const bottom = y + h;
      const area = w * h;
      for (let g = g0; g < g1; g++) {
        const gx = truths.x[g];
        const gRight = gx + truths.width[g];
        const iw = (right < gRight ? right : gRight) - (x > gx ? x : gx);
        if (!(iw > 0)) continue;
        const gy = truths.y[g];
        const gBottom = gy + truths.height[g];
        const ih = (bottom < gBottom ? bottom : gBottom) - (y > gy ? y : gy);
        if (!(ih > 0)) continue;
        const intersection = iw * ih;
        const overlap = intersection / (truths.crowd[g] === 1 ? area : area + truths.width[g] * truths.height[g] - intersection);
        if (overlap >= lowest) candidates.push(g, overlap);
      }
    }
    candidates.starts[d1 - d0] = candidates.length;
  }
}
