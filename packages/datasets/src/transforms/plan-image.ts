import type { ImageInfo, ImageRecord, RandomStream } from '@ecm/core';

import { paddedSide, resizedSize } from './resized-size.js';

/** Random changes of training and the size of network inputs. */
export interface SizeAndAugmentation {
  /** Lengths of the shorter side, one is drawn for each image; empty keeps the size of the file. */
  readonly scales: readonly number[];
  /** The longer side becomes at most this long. */
  readonly maxLongSide: number;
  /** Probability of a mirror image. */
  readonly flip: number;
  /** The levels are multiplied by a number drawn from 1 − brightness … 1 + brightness. */
  readonly brightness: number;
  /** Sides are padded to a multiple of this. */
  readonly padDivisor: number;
}

/** Everything that is decided about an image before its file is opened. */
export interface ImagePlan extends ImageInfo {
  readonly brightness: number;
}

/**
 * Draws the random decisions of one image. The number of draws is always the same, so that streams of other images do not
 * depend on the options.
 *
 * @param random stream of this image alone; none gives the plan of testing: first scale, no change
 */
export function planImage(image: ImageRecord, options: SizeAndAugmentation, random?: RandomStream): ImagePlan {
  const { scales, maxLongSide, padDivisor } = options;
  const [scaleDraw, flipDraw, brightnessDraw] = random === undefined ? [0, 1, 0.5] : [random.uniform(), random.uniform(), random.uniform()];
  const shortSide = scales.at(Math.floor(scaleDraw * scales.length));
  const { width, height } = shortSide === undefined ? image : resizedSize(image, { shortSide, longSide: maxLongSide });
  return {
    id: image.id,
    fileName: image.fileName,
    originalHeight: image.height,
    originalWidth: image.width,
    height,
    width,
    paddedHeight: paddedSide(height, padDivisor),
    paddedWidth: paddedSide(width, padDivisor),
    scaleX: Math.fround(width / image.width),
    scaleY: Math.fround(height / image.height),
    flipped: flipDraw < options.flip,
    brightness: 1 + options.brightness * (2 * brightnessDraw - 1),
  };
}
