import { SeededRandom } from '@ecm/core';
import { describe, expect, it } from 'vitest';

import { glyphImage } from '../glyphs/glyph-image.js';
import { composeScene } from './compose-scene.js';
import { PoseSampler } from './glyph-pose.js';

const solid = glyphImage(new Uint8Array(96 * 96 * 4).fill(255), 96, 96);
const contents = { size: 96, objects: [solid, solid, solid, solid], clutterGlyphs: [solid], clutter: 2, occlusion: 0.18 };

describe('composeScene', () => {
  it('keeps at least 82 % of every object visible', () => {
    const poses = new PoseSampler([24, 24]);
    let scenes = 0;
    for (let seed = 0; seed < 60; seed++) {
      const scene = composeScene({ ...contents, poses }, new SeededRandom(seed));
      if (scene === undefined) continue;
      scenes++;
      for (const number of scene.numbers) {
        const visible = scene.canvas.owners.filter((owner) => owner === number).length;
        // A rotated square of side 24 covers 576 pixels, give or take the border's rounding.
        expect(visible).toBeGreaterThan(0.82 * 576 - 20);
      }
    }
    expect(scenes).toBeGreaterThan(50);
  });

  it('gives up when objects cannot fit', () => {
    const poses = new PoseSampler([60, 60]);
    expect(composeScene({ ...contents, occlusion: 0, poses }, new SeededRandom(1))).toBeUndefined();
  });
});
