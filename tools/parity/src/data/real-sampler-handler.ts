import { classAwareWeights, imageRepeatFactors, repeatCounts, repeatIndices } from '@ecm/datasets';

import type { CaseResult, GoldenHandler } from '../handler.js';
import { compare } from './compare.js';

interface RealSamplers {
  readonly images_in_file_order_without_empty: readonly number[];
  readonly flag: readonly number[];
  readonly rfs: readonly {
    readonly threshold: number;
    readonly repeat_factor: readonly number[];
    readonly mmdet_repeat_indices: readonly number[];
    readonly mmdet_length: number;
  }[];
  readonly unidet_class_aware_weights: readonly number[];
}

interface LvisFile {
  readonly images: readonly { readonly id: number; readonly width: number; readonly height: number }[];
  readonly annotations: readonly { readonly image_id: number; readonly category_id: number }[];
}

const close = { absolute: 1e-9, relative: 1e-9 };

/** `evaluation/samplers.json`: repeat factors, weights and aspect flags of the images of `lvis_val_100.json`. */
export const realSamplerHandler: GoldenHandler = {
  matches: (file) => {
    const content = file.read() as Partial<RealSamplers> | null;
    return Array.isArray(content?.rfs) && Array.isArray(content.unidet_class_aware_weights);
  },
  *run(file, context): Iterable<CaseResult> {
    const golden = file.read() as RealSamplers;
    const { images, annotations } = context.sibling('evaluation/lvis_val_100.json').read() as LvisFile;
    const ids = golden.images_in_file_order_without_empty;
    const labels = ids.map((id) => annotations.filter(({ image_id }) => image_id === id).map(({ category_id }) => category_id - 1));
    for (const { threshold, repeat_factor, mmdet_repeat_indices, mmdet_length } of golden.rfs) {
      const factors = imageRepeatFactors(labels, { threshold, filterEmpty: true });
      const indices = repeatIndices(repeatCounts(factors, 'ceil', () => NaN));
      yield compare(`repeat factors, t = ${threshold}`, factors, repeat_factor, close);
      yield compare(`repeated indices, t = ${threshold}`, indices, mmdet_repeat_indices);
      yield compare(`epoch length, t = ${threshold}`, [indices.length], [mmdet_length]);
    }
    yield compare('class-aware weights', classAwareWeights(labels), golden.unidet_class_aware_weights, close);
    const byId = new Map(images.map((image) => [image.id, image]));
    const flags = ids.map((id) => ((byId.get(id)?.width ?? 0) > (byId.get(id)?.height ?? 0) ? 1 : 0));
    yield compare('aspect flags', flags, golden.flag);
  },
};
