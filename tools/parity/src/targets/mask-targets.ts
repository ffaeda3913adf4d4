import { maskArea, polygonsToMask } from '@ecm/geometry';
import { maskShares, maskTargets } from '@ecm/targets';

import { equalCase, namedHandler } from '../geometry/named-handler.js';
import { numberCase } from '../networks/map-cases.js';

interface MaskTargetsGolden {
  readonly images: readonly {
    readonly image: readonly [number, number];
    readonly pad: readonly [number, number];
    readonly polygons: number[][][];
    readonly bitmapRle: readonly { counts: number[]; area: number }[];
    readonly boxes: number[][];
    readonly gtIndex: number[];
    readonly targetRowMajor: string[];
    readonly nearHalf: number[];
    readonly softSum: number[];
  }[];
}

/** Polygons to bitmaps, bitmaps to targets of a mask head. */
export const maskTargetsHandler = namedHandler<MaskTargetsGolden>('mask_targets.json', function* ({ images }) {
  for (const [n, golden] of images.entries()) {
    const [height, width] = golden.image;
    const masks = golden.polygons.map((polygons) => polygonsToMask(polygons, height, width));
    const found = masks.map((mask) => ({ counts: [...mask.counts], area: maskArea(mask) }));
    yield equalCase(`image ${n} bitmaps`, found, golden.bitmapRle);
    for (const [i, bits] of golden.targetRowMajor.entries()) {
      const size = Math.sqrt(bits.length);
      const padded = { height: golden.pad[0], width: golden.pad[1] };
      const inputs = [masks, Int32Array.of(golden.gtIndex[i]), Float32Array.from(golden.boxes[i]), size, padded] as const;
      const targets = maskTargets(...inputs);
      const differing = Array.from(bits).filter((bit, k) => Number(bit) !== targets[k]).length;
      yield numberCase(`image ${n} box ${i} cells that differ`, differing, 0, golden.nearHalf[i]);
      const sum = maskShares(...inputs).reduce((total, share) => total + share, 0);
      yield numberCase(`image ${n} box ${i} sum`, sum, golden.softSum[i], 1e-5 + 1e-4 * golden.softSum[i]);
    }
  }
});
