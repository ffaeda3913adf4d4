import { ConfigError, type ConfigProblem } from '@ecm/core';

import { glyphSetNames } from '../glyphs/glyph-set.js';
import { worldPresetNames, worldPresets } from './presets.js';
import { defaultWorldOptions, type WorldOptions } from './world-options.js';

/** What a caller may ask for: a preset, options, or options on top of a preset. */
export interface WorldRequest {
  readonly preset?: string;
  readonly options?: Partial<WorldOptions>;
}

const ranges: Readonly<Partial<Record<keyof WorldOptions, { readonly least: number; readonly most: number; readonly whole: boolean }>>> = {
  classes: { least: 10, most: 1203, whole: true },
  maxInstances: { least: 2, most: 50_552, whole: true },
  trainImages: { least: 1, most: 100_170, whole: true },
  valImages: { least: 1, most: 19_809, whole: true },
  imageSize: { least: 32, most: 1024, whole: true },
  maxObjects: { least: 1, most: 40, whole: true },
  clutter: { least: 0, most: 20, whole: false },
  occlusion: { least: 0, most: 0.9, whole: false },
  notExhaustive: { least: 0, most: 1, whole: false },
  draw: { least: 0, most: 2 ** 31 - 1, whole: true },
};

/**
 * Completes and checks the options of a world.
 *
 * @throws ConfigError naming every option that is wrong
 */
export function resolveWorldOptions({ preset, options = {} }: WorldRequest): WorldOptions {
  if (preset !== undefined && !worldPresetNames.some((name) => name === preset)) {
    throw new ConfigError([{ path: '/preset', message: `There is no world '${preset}'. Known: ${worldPresetNames.join(', ')}.` }]);
  }
  const differences: Partial<WorldOptions> = preset === undefined ? {} : worldPresets[preset as keyof typeof worldPresets];
  const merged: WorldOptions = { ...defaultWorldOptions, ...differences, ...options };
  // Objects keep their size relative to the image unless it is given.
  const scale = merged.imageSize / defaultWorldOptions.imageSize;
  const [least, most] = defaultWorldOptions.objectSize;
  const resolved =
    options.objectSize === undefined ? { ...merged, objectSize: [Math.max(12, least * scale), most * scale] as const } : merged;
  const problems = [...unknownOptions(options), ...rangeProblems(resolved), ...choiceProblems(resolved), ...sizeProblems(resolved)];
  if (problems.length > 0) throw new ConfigError(problems);
  return resolved;
}

function* unknownOptions(options: object): Generator<ConfigProblem> {
  const known = Object.keys(defaultWorldOptions);
  for (const name of Object.keys(options)) {
    if (!known.includes(name)) yield { path: `/${name}`, message: `There is no such option of a world. Known: ${known.join(', ')}.` };
  }
}

function* rangeProblems(options: WorldOptions): Generator<ConfigProblem> {
  for (const [name, range] of Object.entries(ranges)) {
    const value: unknown = options[name as keyof WorldOptions];
    const valid = typeof value === 'number' && value >= range.least && value <= range.most && (!range.whole || Number.isInteger(value));
    const kind = range.whole ? 'a whole number' : 'a number';
    if (!valid)
      yield { path: `/${name}`, message: `must be ${kind} from ${range.least} to ${range.most}, but is ${JSON.stringify(value)}.` };
  }
}

function* choiceProblems({ profile, val, negatives, trainGlyphs, valGlyphs }: WorldOptions): Generator<ConfigProblem> {
  if (!['power', 'lvis'].includes(profile))
    yield { path: '/profile', message: `must be power or lvis, but is ${JSON.stringify(profile)}.` };
  if (!['balanced', 'natural'].includes(val))
    yield { path: '/val', message: `must be balanced or natural, but is ${JSON.stringify(val)}.` };
  if (negatives !== 'all' && !(Number.isInteger(negatives) && negatives >= 0)) {
    yield { path: '/negatives', message: `must be "all" or a whole number from 0, but is ${JSON.stringify(negatives)}.` };
  }
  for (const [path, sets] of Object.entries({ '/trainGlyphs': trainGlyphs, '/valGlyphs': valGlyphs })) {
    const wrong = sets.filter((name) => !glyphSetNames.includes(name));
    if (sets.length === 0 || wrong.length > 0) {
      yield { path, message: `must name at least one of ${glyphSetNames.join(', ')}, but is ${JSON.stringify(sets)}.` };
    }
  }
}

function* sizeProblems({ objectSize, imageSize, valInstances }: WorldOptions): Generator<ConfigProblem> {
  const [smallest, largest] = objectSize;
  // A rotated square of side s spans s (sin 25° + cos 25°) = 1.33 s; below 12 pixels thin glyphs vanish.
  if (!(smallest >= 12 && smallest <= largest && largest * 1.5 <= imageSize)) {
    const limits = `12 ≤ smallest ≤ largest ≤ ${(imageSize / 1.5).toFixed(0)} (two thirds of the image)`;
    yield { path: '/objectSize', message: `must be [smallest, largest] with ${limits}, but is ${JSON.stringify(objectSize)}.` };
  }
  const [fewest, most] = valInstances;
  if (!(Number.isInteger(fewest) && Number.isInteger(most) && fewest >= 1 && fewest <= most)) {
    yield { path: '/valInstances', message: `must be two whole numbers [least, most] from 1, but is ${JSON.stringify(valInstances)}.` };
  }
}
