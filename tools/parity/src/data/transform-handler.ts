import { resizedSize, resizeFloats } from '@ecm/datasets';
import { decodeMask, encodeMask, resizeMask } from '@ecm/geometry';

import type { CaseResult, GoldenHandler } from '../handler.js';
import { compare } from './compare.js';

type Rows = readonly (readonly number[])[];

interface Transforms {
  readonly resize_shape: readonly {
    readonly w: number;
    readonly h: number;
    readonly scale: readonly [number, number];
    readonly mmcv_new_wh: readonly [number, number];
    readonly detectron2_new_hw: readonly [number, number];
  }[];
  readonly cv2_resize: readonly {
    readonly src_hw: readonly [number, number];
    readonly dst_hw: readonly [number, number];
    readonly mask: Rows;
    readonly nearest: Rows;
    readonly gray: Rows;
    readonly bilinear_float32: Rows;
  }[];
}

/** evaluation-and-data.md 9.4: bilinear in floating point to 1e-4, nearest exactly. */
const bilinearTolerance = { absolute: 1e-4, relative: 0 };

/** `evaluation/transforms.json`: sizes after a resize, OpenCV's nearest and bilinear resize. */
export const transformHandler: GoldenHandler = {
  matches: (file) => {
    const content = file.read() as Partial<Transforms> | null;
    return Array.isArray(content?.resize_shape) && Array.isArray(content.cv2_resize);
  },
  *run(file): Iterable<CaseResult> {
    const golden = file.read() as Transforms;
    for (const { w, h, scale, mmcv_new_wh, detectron2_new_hw } of golden.resize_shape) {
      const { width, height } = resizedSize({ width: w, height: h }, { shortSide: Math.min(...scale), longSide: Math.max(...scale) });
      yield compare(`size of ${w} x ${h} at ${scale.join(', ')}`, [width, height, height, width], [...mmcv_new_wh, ...detectron2_new_hw]);
    }
    for (const entry of golden.cv2_resize) {
      const [from, to] = [entry.src_hw, entry.dst_hw].map(([height, width]) => ({ height, width }));
      const name = `${entry.src_hw.join(' x ')} to ${entry.dst_hw.join(' x ')}`;
      const mask = encodeMask(Uint8Array.from(entry.mask.flat()), from.height, from.width);
      yield compare(`nearest ${name}`, decodeMask(resizeMask(mask, to.height, to.width)), entry.nearest.flat());
      yield compare(`bilinear ${name}`, resizeFloats(entry.gray.flat(), from, to), entry.bilinear_float32.flat(), bilinearTolerance);
    }
  },
};
