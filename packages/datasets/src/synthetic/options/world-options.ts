import type { GlyphSetName } from '../glyphs/glyph-set.js';

/** What a world looks like. Together with a seed it decides every byte of the files. Sizes in pixels. */
export interface WorldOptions {
  /** Number of classes, 10 … 1203. */
  readonly classes: number;
  /** How instance counts fall with the rank of a class: a formula, or the counts of LVIS v1 scaled down. */
  readonly profile: 'power' | 'lvis';
  /** Training instances of the most frequent class; every class has at least one. */
  readonly maxInstances: number;
  readonly trainImages: number;
  readonly valImages: number;
  /** Validation counts per class: nearly equal, or falling like the training counts. */
  readonly val: 'balanced' | 'natural';
  /** Least and most validation instances of a class; read for a balanced validation set only. */
  readonly valInstances: readonly [number, number];
  /** Side of the square images. */
  readonly imageSize: number;
  /** Range of an object's longer side before rotation, drawn log-uniformly. */
  readonly objectSize: readonly [number, number];
  /** Most annotated objects of an image. */
  readonly maxObjects: number;
  /** Mean number of clutter glyphs of an image (Poisson); clutter is never a class. */
  readonly clutter: number;
  /** Largest share of an object that others may hide. */
  readonly occlusion: number;
  /** Classes verified to be absent that an image names: all of them, or so many drawn at random. */
  readonly negatives: 'all' | number;
  /** Share of images in which one more object is drawn without annotation; its class is named as not exhaustively annotated. */
  readonly notExhaustive: number;
  /** Glyph sets that draw the training images; one is drawn for each object. */
  readonly trainGlyphs: readonly GlyphSetName[];
  /** Glyph sets that draw the validation images. */
  readonly valGlyphs: readonly GlyphSetName[];
  /** Tells worlds apart that are otherwise equal: another choice and order of classes, other images. */
  readonly draw: number;
}

/**
 * The short demo's world of 100 classes, from which the other presets differ. Sizes, profile, occlusion and clutter were found by
 * training trials: the smallest world in which a detector learns within minutes and long-tail effects are visible.
 */
export const defaultWorldOptions: WorldOptions = {
  classes: 100,
  profile: 'power',
  maxInstances: 260,
  trainImages: 1000,
  valImages: 500,
  val: 'balanced',
  valInstances: [12, 20],
  imageSize: 96,
  objectSize: [18, 48],
  maxObjects: 7,
  clutter: 1.2,
  occlusion: 0.18,
  negatives: 'all',
  notExhaustive: 0,
  trainGlyphs: ['noto'],
  valGlyphs: ['noto'],
  draw: 0,
};
