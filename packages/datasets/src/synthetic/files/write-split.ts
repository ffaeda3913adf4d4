import type { Hash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { SplitName, WorldPlan } from '../plan/world-plan.js';
import type { WorldRenderer } from '../scene/world-renderer.js';
import { annotationFileText } from './annotation-file.js';
import { annotationRecord, categoryRecords, imageRecord, objectMasks } from './annotation-records.js';
import { encodePng } from './encode-png.js';

/** What `writeSplit` needs to know. */
export interface SplitJob {
  readonly folder: string;
  readonly split: SplitName;
  readonly plan: WorldPlan;
  readonly renderer: WorldRenderer;
  readonly imageSize: number;
  readonly firstImageId: number;
  readonly firstAnnotationId: number;
  readonly info: object;
  readonly licenses: readonly object[];
  /** Receive the annotation text, the pixels and the PNG files. */
  readonly hashes: { readonly annotations: Hash; readonly pixels: Hash; readonly files: Hash };
  /** Images that may be encoded while the next ones are rendered. */
  readonly concurrency: number;
  readonly onImage: () => void;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Writes the images and the annotation file of one split.
 *
 * @returns number of annotations
 */
export async function writeSplit(job: SplitJob): Promise<number> {
  const { folder, split, plan, renderer, imageSize, hashes } = job;
  const imageFolder = join(folder, 'images', split);
  await mkdir(imageFolder, { recursive: true });
  const images: object[] = [];
  const annotations: object[] = [];
  const encoded: Promise<Buffer>[] = [];
  const finishOldest = async (): Promise<void> => {
    const png = await encoded.shift();
    if (png === undefined) return;
    hashes.files.update(png);
    job.onImage();
  };
  try {
    for (const [index, imagePlan] of plan.splits[split].entries()) {
      job.signal?.throwIfAborted();
      const image = renderer.render(split, index);
      hashes.pixels.update(image.pixels);
      const imageId = job.firstImageId + index;
      images.push(imageRecord(split, index, imageId, imageSize, imagePlan));
      objectMasks(image, imageSize).forEach((mask, i) => {
        annotations.push(annotationRecord(job.firstAnnotationId + annotations.length, imageId, imagePlan.labels[i], mask));
      });
      const saved = saveImage(image.pixels, imageSize, join(imageFolder, `${String(index + 1).padStart(6, '0')}.png`));
      // It fails when its turn comes.
      saved.catch(() => undefined);
      encoded.push(saved);
      if (encoded.length >= job.concurrency) await finishOldest();
    }
    while (encoded.length > 0) await finishOldest();
  } catch (cause) {
    // Nothing may be written any more when the folder is removed.
    await Promise.allSettled(encoded);
    throw cause;
  }
  const { info, licenses } = job;
  const text = annotationFileText({ info, licenses, images, annotations, categories: categoryRecords(plan) });
  hashes.annotations.update(text);
  await mkdir(join(folder, 'annotations'), { recursive: true });
  await writeFile(join(folder, 'annotations', `${split}.json`), text);
  return annotations.length;
}

async function saveImage(pixels: Uint8Array, size: number, file: string): Promise<Buffer> {
  const png = await encodePng(pixels, size);
  await writeFile(file, png);
  return png;
}
