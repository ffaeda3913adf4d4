import type { GroundTruth, ImageInfo } from '@ecm/core';
import type { Batch, Tensor4D } from '@ecm/core/model';
import { polygonsToMask } from '@ecm/geometry';
import { tf } from '@ecm/tensor';
import { formulaImage } from '@ecm/testing';

/** One image of `images.json`. */
export interface GoldenImage {
  readonly h: number;
  readonly w: number;
  readonly padH: number;
  readonly padW: number;
  readonly oriH: number;
  readonly oriW: number;
  readonly scaleFactor?: readonly number[];
  readonly gts: readonly { readonly box: readonly number[]; readonly label: number; readonly polygons: readonly (readonly number[])[] }[];
}

/** The file `images.json`: lists of images by name, class counts by name. */
export type GoldenImages = Readonly<Record<string, readonly GoldenImage[]>> & {
  readonly counts: Readonly<Record<string, readonly number[]>>;
};

/** @param number of the image in its list; it names the pixels' formula */
export function infoOf(image: GoldenImage, number: number): ImageInfo {
  return {
    id: number,
    fileName: `image ${number}`,
    originalHeight: image.oriH,
    originalWidth: image.oriW,
    height: image.h,
    width: image.w,
    paddedHeight: image.padH,
    paddedWidth: image.padW,
    scaleX: Math.fround(image.w / image.oriW),
    scaleY: Math.fround(image.h / image.oriH),
    flipped: false,
  };
}

/** Pixels of the images, zero-padded to the largest padded size: float32 [N, H, W, 3]. @param first number of the first image */
export function pixelsOf(images: readonly GoldenImage[], setSeed: number, first = 0): Tensor4D {
  const paddedHeight = Math.max(...images.map((image) => image.padH));
  const paddedWidth = Math.max(...images.map((image) => image.padW));
  const parts = images.map(({ h, w }, i) =>
    tf.tensor4d(formulaImage(first + i, { height: h, width: w, paddedHeight, paddedWidth }, setSeed), [1, paddedHeight, paddedWidth, 3]),
  );
  const pixels = tf.concat(parts, 0);
  tf.dispose(parts);
  return pixels;
}

/** All images of a list as one training batch. */
export function batchOf(images: readonly GoldenImage[], classes: number, setSeed: number): Batch {
  return { images: pixelsOf(images, setSeed), infos: images.map(infoOf), truths: images.map((image) => truthOf(image, classes)) };
}

function truthOf({ gts, h, w }: GoldenImage, classes: number): GroundTruth {
  return {
    boxes: Float32Array.from(gts.flatMap(({ box }) => box)),
    labels: Int32Array.from(gts, ({ label }) => label % classes),
    masks: gts.map(({ polygons }) => polygonsToMask(polygons, h, w)),
  };
}
