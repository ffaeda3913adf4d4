import { slot } from '@ecm/core';

/** Slots of the parts that turn images into the pyramid that the heads of a detector read. */
export const featureSlots = {
  backbone: { ...slot('backbone', 'Images to feature maps.'), default: { type: 'resnet' } },
  neck: { ...slot('neck', 'Feature maps to the pyramid that the heads read.'), default: { type: 'fpn' } },
} as const;
