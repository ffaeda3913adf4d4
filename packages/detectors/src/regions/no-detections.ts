import type { Boxes, Detections, ImageInfo } from '@ecm/core';

/** Whether no image has any box. */
export function areEmpty(images: readonly { readonly boxes: Boxes }[]): boolean {
  return images.every(({ boxes }) => boxes.length === 0);
}

/** Empty detections for every image. @param withMasks whether detections of this detector have masks */
export function withoutDetections(infos: readonly ImageInfo[], withMasks: boolean): readonly Detections[] {
  return infos.map(() => ({
    boxes: new Float32Array(0),
    scores: new Float32Array(0),
    labels: new Int32Array(0),
    ...(withMasks ? { masks: [] } : {}),
  }));
}
