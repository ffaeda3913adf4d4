import { ConfigError } from '@ecm/core';
import { describe, expect, it } from 'vitest';

import { worldPresetNames } from './presets.js';
import { resolveWorldOptions } from './resolve-world-options.js';
import type { WorldOptions } from './world-options.js';

const messageOf = (request: Parameters<typeof resolveWorldOptions>[0]): string => {
  try {
    resolveWorldOptions(request);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
  }
  return 'no ConfigError';
};

describe('resolveWorldOptions', () => {
  it.each(worldPresetNames)('accepts the preset %s', (preset) => {
    expect(resolveWorldOptions({ preset })).toMatchObject({ imageSize: 96 });
  });

  it('lets options change a preset and keeps objects in proportion to the image', () => {
    const options = resolveWorldOptions({ preset: 'w3', options: { imageSize: 192 } });
    expect(options).toMatchObject({ classes: 200, imageSize: 192, objectSize: [36, 96] });
    expect(resolveWorldOptions({ options: { imageSize: 32 } }).objectSize).toEqual([12, 16]);
  });

  it.each([{ classes: 10 }, { classes: 1203 }])('accepts the limits: %j', (options) => {
    expect(resolveWorldOptions({ options })).toMatchObject(options);
  });

  it('names the known presets', () => {
    expect(messageOf({ preset: 'w9' })).toMatchInlineSnapshot(`"/preset: There is no world 'w9'. Known: w1, w2, w3, w4, styles, lvis."`);
  });

  it('reports everything that is wrong at once', () => {
    const wrong = { classes: 9, imageSize: 96.5, occlusion: -1, trainGlyphs: ['toto'], val: 'equal', clases: 5 };
    expect(messageOf({ options: wrong as unknown as Partial<WorldOptions> })).toMatchInlineSnapshot(`
      "/clases: There is no such option of a world. Known: classes, profile, maxInstances, trainImages, valImages, val, valInstances, imageSize, objectSize, maxObjects, clutter, occlusion, negatives, notExhaustive, trainGlyphs, valGlyphs, draw.
        /classes: must be a whole number from 10 to 1203, but is 9.
        /imageSize: must be a whole number from 32 to 1024, but is 96.5.
        /occlusion: must be a number from 0 to 0.9, but is -1.
        /val: must be balanced or natural, but is "equal".
        /trainGlyphs: must name at least one of noto, fxemoji, fluent-emoji-flat, but is ["toto"]."
    `);
  });

  it.each([
    { classes: 1204 },
    { objectSize: [18, 80] as const },
    { objectSize: [8, 16] as const },
    { valInstances: [5, 4] as const },
    { negatives: 1.5 },
    { valGlyphs: [] },
    { maxInstances: Number.NaN },
  ])('refuses %j', (options) => {
    expect(messageOf({ options })).toContain(`/${Object.keys(options)[0]}: must`);
  });
});
