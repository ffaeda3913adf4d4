import type { ClassHierarchy } from '@ecm/core';

import type { ClassFlags } from './class-flags.js';

/** A class of Open Images. */
export interface OpenImagesCategory {
  readonly id: number;
  readonly name: string;
  /** Machine name in hierarchy and csv files, e.g. `/m/01g317`. */
  readonly label: string;
}

/** Ground truth of Open Images in columns. Coordinates are pixels or fractions, the same as those of the detections. */
export interface OpenImagesTable {
  /** Name of its file, for messages. */
  readonly source: string;
  /** Ids in ascending order, texts by code unit: it decides between equal scores. */
  readonly imageIds: readonly string[];
  /** Second ids of images, by which results may name them too. */
  readonly aliases: ReadonlyMap<string, string>;
  /** Width and height of each image in pixels, NaN where they are not known; float64 [images · 2]. */
  readonly sizes: Float64Array;
  /** What coordinates of boxes count. */
  readonly units: 'pixels' | 'fractions';
  /** Whether detections on other images are an error; csv files list only images that have a row. */
  readonly complete: boolean;
  readonly categories: readonly OpenImagesCategory[];
  /** Classes that are verified on each image, present or absent; positions in `categories`. */
  readonly verified: ClassFlags;
  readonly boxes: OpenImagesBoxes;
  /** Whether boxes were copied to the classes above here: false without a hierarchy, and where the file has the copies already. */
  readonly expanded: boolean;
  /** Rows of classes that are not in the list of classes. */
  readonly leftOut: { readonly boxes: number; readonly labels: number };
}

/** Annotated boxes, one row each. */
export interface OpenImagesBoxes {
  readonly count: number;
  /** Positions in `imageIds` and `categories`. */
  readonly images: Int32Array;
  readonly categories: Int32Array;
  /** `x1, y1, x2, y2`; float64 [count · 4]. */
  readonly corners: Float64Array;
  /** 1: the box stands for a group of objects. */
  readonly groupOf: Uint8Array;
}

/** How the ground truth is completed along the hierarchy. */
export interface OpenImagesTruthOptions {
  /** Copies boxes to the classes above, unless they all have their copies already; absent: the file is expanded. */
  readonly hierarchy?: ClassHierarchy;
  /** Expand image labels too: true but for mmdetection's variant. */
  readonly expandLabels?: boolean;
  /** Judge only images with a box, as mmdetection does. */
  readonly onlyImagesWithBoxes?: boolean;
}
