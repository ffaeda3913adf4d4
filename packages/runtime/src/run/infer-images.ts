import { mkdirSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

import type { Category, Detections } from '@ecm/core';
import { UserError } from '@ecm/core';
import { memoryDataset } from '@ecm/datasets';
import { test, writeJson } from '@ecm/engine';
import { runLengthsToString } from '@ecm/geometry';
import { drawObjects, encodePicture, objectsOfDetections, type Raster, readPicture } from '@ecm/report';
import { writeFile } from 'node:fs/promises';

import type { LoadedExperiment } from '../experiment/load-experiment.js';
import { openTestSource } from './open-sources.js';
import type { RunListener } from './run-listener.js';
import { openDetector } from './test-experiment.js';

/** Images to detect on, and where to put what is found. */
export interface InferenceRequest {
  readonly experiment: LoadedExperiment;
  readonly weights: string;
  /** Image files and folders. */
  readonly inputs: readonly string[];
  readonly outDir: string;
  readonly minScore: number;
  readonly limit: number;
  readonly listener?: RunListener;
  readonly signal?: AbortSignal;
}

/** What was found on one image. */
export interface InferredImage {
  readonly file: string;
  readonly width: number;
  readonly height: number;
  /** Path of the drawing. */
  readonly drawing: string;
  readonly objects: readonly {
    readonly category: string;
    readonly score: number;
    /** `x1, y1, x2, y2` in pixels. */
    readonly box: readonly number[];
    /** Compressed COCO run lengths. */
    readonly mask?: { readonly size: readonly [number, number]; readonly counts: string };
  }[];
}

const pictureName = /\.(?:jpe?g|png|webp|tiff?|gif|avif)$/iu;

/** Image files named or contained in folders, in order. */
export function imageFiles(inputs: readonly string[]): string[] {
  const files = inputs.flatMap((input) => {
    const kind = statSync(input, { throwIfNoEntry: false });
    if (kind === undefined) throw new UserError(`There is no file or folder "${input}".`);
    if (!kind.isDirectory()) return [input];
    return readdirSync(input, { recursive: true, encoding: 'utf8' })
      .filter((name) => pictureName.test(name))
      .sort()
      .map((name) => path.join(input, name));
  });
  if (files.length === 0) throw new UserError(`There is no image in ${inputs.join(', ')}.`);
  return files;
}

/** Detects on images, writes `detections.json` and one drawing per image. */
export async function inferImages(request: InferenceRequest): Promise<readonly InferredImage[]> {
  const { experiment, weights, inputs, outDir, listener, signal } = request;
  const pictures = await readPictures(imageFiles(inputs), listener);
  const { detector, names } = await openDetector(experiment, weights, listener);
  const categories: Category[] = names.map((name, label) => ({ id: label + 1, name }));
  const records = pictures.map(({ file, picture }, index) => ({
    image: {
      id: index,
      fileName: file,
      width: picture.width,
      height: picture.height,
      negativeCategoryIds: [],
      notExhaustiveCategoryIds: [],
    },
    annotations: [],
  }));
  const dataset = memoryDataset({ name: 'images', imageRoot: process.cwd(), categories, images: records });
  const source = openTestSource(experiment.config, dataset);
  const found = new Map<number, Detections>();
  const collect = {
    add: (id: number, detections: Detections) => void found.set(id, detections),
    close: () => undefined,
    discard: () => undefined,
  };
  try {
    const watch = listener?.testing === undefined ? {} : { onProgress: listener.testing.bind(listener) };
    await test({ detector, source, evaluators: [], writers: [collect], ...watch, ...(signal === undefined ? {} : { signal }) });
  } finally {
    await source.close();
    detector.parameters.dispose();
  }
  mkdirSync(outDir, { recursive: true });
  const images: InferredImage[] = [];
  for (const [id, detections] of found) {
    const entry = pictures[id];
    if (entry !== undefined) images.push(await drawn(entry, id, detections, names, request));
  }
  writeJson(path.join(outDir, 'detections.json'), images);
  return images;
}

interface NamedPicture {
  readonly file: string;
  readonly picture: Raster;
}

async function readPictures(files: readonly string[], listener: RunListener | undefined): Promise<NamedPicture[]> {
  const pictures: NamedPicture[] = [];
  for (const file of files) {
    try {
      pictures.push({ file: path.resolve(file), picture: await readPicture(file) });
    } catch (error) {
      listener?.note?.(`Left out ${file}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  if (pictures.length === 0) throw new UserError('None of the images can be read.');
  return pictures;
}

async function drawn(
  { file, picture }: NamedPicture,
  id: number,
  detections: Detections,
  names: readonly string[],
  request: InferenceRequest,
): Promise<InferredImage> {
  const objects = objectsOfDetections(detections, names, request);
  const drawing = path.join(request.outDir, `${String(id).padStart(4, '0')}-${path.basename(file, path.extname(file))}.png`);
  await writeFile(drawing, await encodePicture(await drawObjects(picture, objects)));
  return {
    file,
    width: picture.width,
    height: picture.height,
    drawing,
    objects: objects.map(({ name, score = 0, box, mask }) => ({
      category: name,
      score,
      box,
      ...(mask === undefined ? {} : { mask: { size: [mask.height, mask.width] as const, counts: runLengthsToString(mask.counts) } }),
    })),
  };
}
