import type { EvaluationResult, FrequencyGroup } from '@ecm/core';

import type { DrawnObject } from '../pictures/drawn-object.js';
import type { Raster } from '../pictures/raster.js';

/** A line of a run's log: `iter`, `lr`, `loss`, and the loss terms by name. */
export type LogRow = Readonly<Record<string, unknown>>;

/** How often a class occurs in the training set. */
export interface ClassCount {
  readonly id: number;
  readonly name: string;
  readonly frequency?: FrequencyGroup;
  readonly images: number;
  readonly instances: number;
}

/** What the effective class-margin loss makes of a class's frequency. */
export interface ClassMargin {
  /** Name of the class, or `background`. */
  readonly name: string;
  /** n: instances, or background regions. */
  readonly count: number;
  /** γ⁺ and γ⁻, the margins of positive and negative samples; their sum is one. */
  readonly positiveMargin: number;
  readonly negativeMargin: number;
  /** w⁺ = 1 / γ⁺ and w⁻ = 1 / γ⁻, the weights inside the surrogate score. */
  readonly positiveWeight: number;
  readonly negativeWeight: number;
  /** m: the weight of the class's term in the loss. */
  readonly termWeight: number;
}

/** A picture of the validation set with what is on it and what the run found. */
export interface GalleryItem {
  readonly caption: string;
  readonly picture: Raster;
  readonly truth: readonly DrawnObject[];
  readonly predictions: readonly DrawnObject[];
}

/** All that a report says about one run. Parts that are not known are left out. */
export interface RunRecord {
  /** Short name, shown in tables and legends. */
  readonly name: string;
  /** The resolved config. */
  readonly config?: unknown;
  readonly environment?: Readonly<Record<string, unknown>>;
  readonly log?: readonly LogRow[];
  readonly results?: readonly EvaluationResult[];
  readonly classes?: readonly ClassCount[];
  /** By class, background last. */
  readonly margins?: readonly ClassMargin[];
  /** The same pictures in the same order for all runs of a report. */
  readonly gallery?: readonly GalleryItem[];
}
