import type { ClassHierarchy } from '@ecm/core';
import { DataError } from '@ecm/core';

import { ancestorsOf, descendantsOf, expandBoxes, expandLabels } from './expand-ground-truth.js';
import type { ImageLabelEntry, OpenImagesBoxEntry, OpenImagesCategory, OpenImagesTable } from './open-images-table.js';
import { openImagesTable } from './open-images-table.js';
import { readCsv, splitCsvLine } from './parse-csv.js';

/** Files of Open Images, as text. */
export interface OpenImagesCsv {
  /** `LabelName,display name` without a header; classes get the ids 1, 2, … in this order. */
  readonly classes: string;
  /** Columns ImageID, LabelName, XMin, XMax, YMin, YMax, IsGroupOf. */
  readonly boxes: string;
  /** Columns ImageID, LabelName, Confidence. */
  readonly imageLabels?: string;
  /** Sizes in pixels by image id, for results in pixels; absent: coordinates stay fractions. */
  readonly sizes?: ReadonlyMap<string, { readonly width: number; readonly height: number }>;
}

/** How the ground truth is completed along the hierarchy. */
export interface OpenImagesCsvOptions {
  /** Copies boxes to the classes above; absent: the files are expanded already. */
  readonly hierarchy?: ClassHierarchy;
  /** Expand image labels too: true but for mmdetection's variant. */
  readonly expandLabels?: boolean;
  /** Judge only images with a box, as mmdetection does. */
  readonly onlyImagesWithBoxes?: boolean;
}

/** Reads ground truth from the csv files of Open Images. @throws DataError if a column or an image's size is missing */
export function openImagesFromCsv(csv: OpenImagesCsv, options: OpenImagesCsvOptions = {}): OpenImagesTable {
  const categories = readClasses(csv.classes);
  const places = new Map(categories.map(({ label }, i) => [label, i]));
  const boxes = readBoxes(csv, places);
  const labels = csv.imageLabels === undefined ? [] : readLabels(csv.imageLabels, places);
  const withBoxes = boxes.map(({ image }) => image);
  const images = options.onlyImagesWithBoxes === true ? withBoxes : [...withBoxes, ...labels.map(({ image }) => image)];
  if (options.hierarchy === undefined) return openImagesTable(images, categories, boxes, labels);
  const ancestors = ancestorsOf(options.hierarchy, categories);
  const expanded = options.expandLabels === false ? labels : expandLabels(labels, ancestors, descendantsOf(options.hierarchy, categories));
  return openImagesTable(images, categories, expandBoxes(boxes, ancestors), expanded);
}

function readClasses(text: string): OpenImagesCategory[] {
  const lines = text.split(/\r?\n/).filter((line) => line !== '');
  return lines.map((line, i) => {
    const fields = splitCsvLine(line);
    const [label] = fields;
    return { id: i + 1, name: fields.at(1) ?? label, label };
  });
}

function readBoxes({ boxes, sizes }: OpenImagesCsv, places: ReadonlyMap<string, number>): OpenImagesBoxEntry[] {
  const entries: OpenImagesBoxEntry[] = [];
  const columns = ['ImageID', 'LabelName', 'XMin', 'XMax', 'YMin', 'YMax', 'IsGroupOf'];
  for (const [image, label, xMin, xMax, yMin, yMax, groupOf] of readCsv(boxes, 'boxes', columns)) {
    const category = places.get(label);
    if (category === undefined) continue;
    const size = sizes === undefined ? { width: 1, height: 1 } : sizes.get(image);
    if (size === undefined)
      throw new DataError('boxes', `image ${image}`, 'its size in pixels is not known; give it, or use results in fractions.');
    const { width, height } = size;
    const corners = [Number(xMin) * width, Number(yMin) * height, Number(xMax) * width, Number(yMax) * height] as const;
    entries.push({ image, category, corners: [...corners], groupOf: groupOf === '1' });
  }
  return entries;
}

function readLabels(text: string, places: ReadonlyMap<string, number>): ImageLabelEntry[] {
  const entries: ImageLabelEntry[] = [];
  for (const [image, label, confidence] of readCsv(text, 'image labels', ['ImageID', 'LabelName', 'Confidence'])) {
    const category = places.get(label);
    if (category !== undefined) entries.push({ image, category, present: Number(confidence) > 0 });
  }
  return entries;
}
