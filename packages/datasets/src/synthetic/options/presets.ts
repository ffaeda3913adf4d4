import type { WorldOptions } from './world-options.js';

/**
 * Named worlds, as differences to the default options.
 *
 * `w1` 60 classes, `w2` and `w4` 100 (another draw), `w3` 200 for tables; `styles` draws each concept with two glyph sets for
 * training and with a third for validation; `lvis` has LVIS v1's 1203 classes and falling counts, natural validation and
 * federated labels.
 */
export const worldPresets = {
  w1: { classes: 60, maxInstances: 220, trainImages: 600, valImages: 360, valInstances: [15, 28] },
  w2: {},
  w3: { classes: 200, maxInstances: 200, trainImages: 1600, valImages: 700, valInstances: [10, 14] },
  w4: { draw: 1 },
  styles: { trainGlyphs: ['noto', 'fxemoji'], valGlyphs: ['fluent-emoji-flat'] },
  lvis: {
    classes: 1203,
    profile: 'lvis',
    maxInstances: 640,
    trainImages: 4000,
    valImages: 1000,
    val: 'natural',
    negatives: 12,
    notExhaustive: 0.05,
  },
} as const satisfies Readonly<Record<string, Partial<WorldOptions>>>;

/** Name of a preset. */
export type WorldPreset = keyof typeof worldPresets;

/** Names of the presets, in the order of the documentation. */
export const worldPresetNames = Object.keys(worldPresets) as readonly WorldPreset[];
