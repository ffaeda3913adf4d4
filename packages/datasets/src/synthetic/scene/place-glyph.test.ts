import { SeededRandom } from '@ecm/core';
import { describe, expect, it } from 'vitest';

import { glyphImage } from '../glyphs/glyph-image.js';
import { PoseSampler } from './glyph-pose.js';
import { placeGlyph } from './place-glyph.js';
import { SceneCanvas } from './scene-canvas.js';

const solid = glyphImage(new Uint8Array(96 * 96 * 4).fill(255), 96, 96);
const rules = { poses: new PoseSampler([20, 60]), occlusion: 0.2, protectedThings: new Set<number>() };
const emptyCanvas = (): SceneCanvas => new SceneCanvas(96, new Float32Array(96 * 96 * 3));

describe('placeGlyph', () => {
  it('places things wholly inside: nothing solid is cut', () => {
    for (let seed = 0; seed < 40; seed++) {
      const canvas = emptyCanvas();
      expect(placeGlyph(canvas, solid, { ...rules, poses: new PoseSampler([60, 60]) }, new SeededRandom(seed))).toBe(1);
      // A square of side 60 has 3600 pixels, give or take its rim.
      expect(Math.abs(canvas.owners.filter((owner) => owner === 1).length - 3600)).toBeLessThan(130);
    }
  });

  it('covers clutter freely and protected things only as far as allowed', () => {
    const canvas = emptyCanvas();
    const random = new SeededRandom(3);
    placeGlyph(canvas, solid, { ...rules, poses: new PoseSampler([64, 64]) }, random);
    const full = canvas.owners.filter((owner) => owner === 1).length;
    const visible = (): number => canvas.owners.filter((owner) => owner === 1).length / full;
    for (let i = 0; i < 30; i++) placeGlyph(canvas, solid, { ...rules, protectedThings: new Set([1]) }, random);
    expect(visible()).toBeGreaterThanOrEqual(0.8);
    for (let i = 0; i < 20; i++) placeGlyph(canvas, solid, rules, random);
    expect(visible()).toBeLessThan(0.5);
  });
});
