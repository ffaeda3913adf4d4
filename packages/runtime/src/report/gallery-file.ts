import { readFileSync } from 'node:fs';

import type { Dataset, Detections } from '@ecm/core';
import type { ResultWriter } from '@ecm/engine';
import { writeJson } from '@ecm/engine';
import { runLengthsToString, runLengthsFromString } from '@ecm/geometry';

/** Pictures in a report. */
const galleryImages = 12;

/** Detections of one image as JSON. */
export interface GalleryEntry {
  readonly imageId: number;
  readonly boxes: readonly number[];
  readonly scores: readonly number[];
  readonly labels: readonly number[];
  /** Size and compressed run lengths. */
  readonly masks?: readonly { readonly height: number; readonly width: number; readonly counts: string }[];
}

/** Ids of the images that a report shows: the same for every run on a data set, evenly spread over it. */
export function galleryIds(dataset: Dataset): readonly number[] {
  const count = Math.min(galleryImages, dataset.size);
  return Array.from({ length: count }, (_, index) => dataset.image(Math.floor((index * dataset.size) / count)).id);
}

/** Keeps the detections of the gallery's images while testing and writes them to a file at the end. */
export class GalleryFile implements ResultWriter {
  readonly #file: string;
  readonly #wanted: ReadonlySet<number>;
  readonly #entries: GalleryEntry[] = [];

  constructor(file: string, dataset: Dataset) {
    this.#file = file;
    this.#wanted = new Set(galleryIds(dataset));
  }

  add(imageId: number, { boxes, scores, labels, masks }: Detections): void {
    if (!this.#wanted.has(imageId)) return;
    const written = masks?.map(({ height, width, counts }) => ({ height, width, counts: runLengthsToString(counts) }));
    this.#entries.push({
      imageId,
      boxes: [...boxes],
      scores: [...scores],
      labels: [...labels],
      ...(written === undefined ? {} : { masks: written }),
    });
  }

  close(): void {
    writeJson(this.#file, this.#entries);
  }

  discard(): void {
    this.#entries.length = 0;
  }
}

/** Reads a gallery back; none if the file is not there. */
export function readGallery(file: string): ReadonlyMap<number, Detections> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return new Map();
  }
  return new Map((JSON.parse(text) as GalleryEntry[]).map((entry) => [entry.imageId, detectionsOf(entry)]));
}

function detectionsOf({ boxes, scores, labels, masks }: GalleryEntry): Detections {
  const decoded = masks?.map(({ height, width, counts }) => ({ height, width, counts: runLengthsFromString(counts) }));
  const columns = { boxes: Float32Array.from(boxes), scores: Float32Array.from(scores), labels: Int32Array.from(labels) };
  return decoded === undefined ? columns : { ...columns, masks: decoded };
}
