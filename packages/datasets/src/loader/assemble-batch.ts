import type { GroundTruth, HostBatch, ImageInfo } from '@ecm/core';

import type { ImagePlan } from '../transforms/plan-image.js';
import type { PictureWriter } from '../transforms/picture-writer.js';
import { transformObjects } from '../transforms/transform-objects.js';
import type { BatchOutcome, BatchTask, SampleFailure, SampleTask, SharedPicture } from './batch-task.js';
import type { Picture } from './decode-image.js';
import { decodeImage } from './decode-image.js';

interface Prepared {
  readonly plan: ImagePlan;
  readonly picture: Picture;
  readonly truth: GroundTruth;
}

/**
 * Makes a batch: decodes, resizes, mirrors, normalises and pads pictures, and moves their objects along. A sample that fails
 * is left out and reported; the others keep their order.
 *
 * @param writer of this thread
 */
export async function assembleBatch(task: BatchTask, writer: PictureWriter): Promise<BatchOutcome> {
  const { samples, normalization, maxPixels, room } = task;
  const failures: SampleFailure[] = [];
  const kept: { sample: number; picture: SharedPicture }[] = [];
  const prepared = await Promise.all(
    samples.map(async (task, sample): Promise<Prepared | undefined> => {
      try {
        const picture = await pictureOf(task, maxPixels);
        const done = { plan: task.plan, picture, truth: transformObjects(task.objects, task.plan) };
        if (task.keep) kept.push({ sample, picture: share(picture) });
        return done;
      } catch (cause) {
        failures.push({ sample, reason: cause instanceof Error ? cause.message : String(cause) });
        return undefined;
      }
    }),
  );
  const good = prepared.filter((entry) => entry !== undefined);
  const height = Math.max(0, ...good.map(({ plan }) => plan.paddedHeight));
  const width = Math.max(0, ...good.map(({ plan }) => plan.paddedWidth));
  const length = good.length * height * width * 3;
  const reused = room !== undefined && room.byteLength >= 4 * length;
  const pixels = reused ? new Float32Array(room, 0, length) : new Float32Array(length);
  good.forEach(({ plan, picture }, position) => {
    const into = pixels.subarray(position * height * width * 3, (position + 1) * height * width * 3);
    const change = { size: plan, flipped: plan.flipped, brightness: plan.brightness, normalization };
    writer.write(picture.pixels, picture, change, into, width);
    if (reused) clearMargins(into, plan, width);
  });
  const batch: HostBatch = {
    pixels,
    height,
    width,
    infos: good.map(({ plan }) => infoOf(plan)),
    truths: good.map(({ truth }) => truth),
  };
  return { batch, failures: failures.sort((a, b) => a.sample - b.sample), kept };
}

/** Sets what lies to the right of a picture and below it to zero. */
function clearMargins(into: Float32Array, { width, height }: ImagePlan, rowWidth: number): void {
  for (let y = 0; y < height; y++) into.fill(0, (y * rowWidth + width) * 3, (y + 1) * rowWidth * 3);
  into.fill(0, height * rowWidth * 3);
}

async function pictureOf({ path, picture, plan }: SampleTask, maxPixels: number): Promise<Picture> {
  if (picture !== undefined) return { pixels: new Uint8Array(picture.pixels), width: picture.width, height: picture.height };
  const decoded = await decodeImage(path, maxPixels);
  if (decoded.width === plan.originalWidth && decoded.height === plan.originalHeight) return decoded;
  const sizes = `${decoded.width} x ${decoded.height} pixels, but the annotations say ${plan.originalWidth} x ${plan.originalHeight}`;
  throw new Error(`${path}: the picture has ${sizes}; correct width and height, or the EXIF orientation`);
}

function share({ pixels, width, height }: Picture): SharedPicture {
  const shared = new SharedArrayBuffer(pixels.length);
  new Uint8Array(shared).set(pixels);
  return { pixels: shared, width, height };
}

function infoOf({ brightness: _, ...info }: ImagePlan): ImageInfo {
  return info;
}
