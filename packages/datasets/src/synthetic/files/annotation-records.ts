import type { RunLengthMask } from '@ecm/core';
import { encodeMask, maskArea, maskBox, runLengthsToString } from '@ecm/geometry';

import type { ImagePlan } from '../plan/image-plan.js';
import type { SplitName, WorldPlan } from '../plan/world-plan.js';
import type { RenderedImage } from '../scene/world-renderer.js';

/** An image of the LVIS format. Ids count through training, then validation images. */
export function imageRecord(split: SplitName, index: number, id: number, size: number, plan: ImagePlan): object {
  const fileName = `${split}/${String(index + 1).padStart(6, '0')}.png`;
  return {
    id,
    file_name: fileName,
    // LVIS v1 names files by the last two parts of this address; the host cannot exist (RFC 2606).
    coco_url: `http://mini-world.invalid/${fileName}`,
    width: size,
    height: size,
    neg_category_ids: plan.negatives.map((label) => label + 1),
    not_exhaustive_category_ids: plan.unlabelled < 0 ? [] : [plan.unlabelled + 1],
  };
}

/**
 * An annotation of the LVIS format. Its mask is written as compressed run lengths, which LVIS and COCO tools accept as well as
 * polygons: a polygon could not hold the exact pixels.
 */
export function annotationRecord(id: number, imageId: number, label: number, mask: RunLengthMask): object {
  return {
    id,
    image_id: imageId,
    category_id: label + 1,
    bbox: maskBox(mask),
    area: maskArea(mask),
    iscrowd: 0,
    segmentation: { size: [mask.height, mask.width], counts: runLengthsToString(mask.counts) },
  };
}

/** Visible pixels of each annotated object of an image. */
export function objectMasks({ owners, numbers }: RenderedImage, size: number): RunLengthMask[] {
  return numbers.map((number) => {
    const bitmap = new Uint8Array(owners.length);
    for (let pixel = 0; pixel < owners.length; pixel++) bitmap[pixel] = owners[pixel] === number ? 1 : 0;
    return encodeMask(bitmap, size, size);
  });
}

/** Categories of the LVIS format, counts those of the training set. */
export function categoryRecords({ classes }: WorldPlan): object[] {
  return classes.map(({ concept, frequency, imageCount, instanceCount }, label) => ({
    id: label + 1,
    name: concept.name.replaceAll('-', '_'),
    synset: concept.name,
    synonyms: [concept.name],
    def: `a ${concept.name.replaceAll('-', ' ')}, drawn as an emoji`,
    frequency,
    image_count: imageCount,
    instance_count: instanceCount,
  }));
}
