import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { PictureWriter } from './picture-writer.js';
import { resizePixels } from './resize-pixels.js';

const imagenet = { mean: [123.675, 116.28, 103.53], std: [58.395, 57.12, 57.375] } as const;
const plain = { mean: [0, 0, 0], std: [1, 1, 1], channelOrder: 'rgb' } as const;
const side = fc.integer({ min: 1, max: 40 });
const sizes = fc.record({ height: side, width: side });

/** Deterministic levels. */
const noise = (length: number, seed: number): Uint8Array =>
  Uint8Array.from({ length }, (_, i) => Math.imul(i + 1, 2_654_435_761 + 2 * seed) >>> 24);

describe('PictureWriter', () => {
  const writer = new PictureWriter();

  it('writes what resize, mirror, brightness and normalisation give one after the other, in float32', () => {
    const change = fc.record({
      flipped: fc.boolean(),
      brightness: fc.constantFrom(1, 0.7, 1.3),
      order: fc.constantFrom('rgb' as const, 'bgr' as const),
      extra: fc.nat(5),
    });
    fc.assert(
      fc.property(sizes, sizes, change, fc.nat(), (from, size, { flipped, brightness, order, extra }, seed) => {
        const pixels = noise(from.height * from.width * 3, seed);
        const normalization = { ...imagenet, channelOrder: order };
        const rowWidth = size.width + extra;
        const into = new Float32Array((size.height + 1) * rowWidth * 3).fill(-9);
        writer.write(pixels, from, { size, flipped, brightness, normalization }, into, rowWidth);

        const levels = resizePixels(pixels, from, size);
        const expected = new Float32Array(into.length).fill(-9);
        for (let y = 0; y < size.height; y++) {
          for (let x = 0; x < size.width; x++) {
            for (let channel = 0; channel < 3; channel++) {
              const column = flipped ? size.width - 1 - x : x;
              const level = levels[(y * size.width + column) * 3 + (order === 'rgb' ? channel : 2 - channel)];
              const bright = Math.min(Math.fround(level * Math.fround(brightness)), 255);
              const centred = Math.fround(bright - Math.fround(imagenet.mean[channel]));
              expected[(y * rowWidth + x) * 3 + channel] = centred * Math.fround(1 / imagenet.std[channel]);
            }
          }
        }
        expect(into).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  it('subtracts the mean and multiplies by 1 / std', () => {
    const into = new Float32Array(3);
    const change = { size: { height: 1, width: 1 }, flipped: false, brightness: 1 };
    writer.write(
      Uint8Array.of(200, 0, 255),
      { height: 1, width: 1 },
      { ...change, normalization: { ...imagenet, channelOrder: 'rgb' } },
      into,
      1,
    );
    // (200 − 123.675) / 58.395, (0 − 116.28) / 57.12, (255 − 103.53) / 57.375
    expect([...into]).toEqual([1.3070468, -2.0357144, 2.6399999].map((value): unknown => expect.closeTo(value, 6)));
  });

  it('keeps all levels of pictures of any size that is used, larger and smaller', () => {
    for (const [from, size] of [
      [
        { height: 480, width: 640 },
        { height: 800, width: 1067 },
      ],
      [
        { height: 900, width: 1205 },
        { height: 64, width: 86 },
      ],
      [
        { height: 33, width: 47 },
        { height: 33, width: 47 },
      ],
    ]) {
      const pixels = noise(from.height * from.width * 3, 1);
      const into = new Float32Array(size.height * size.width * 3);
      writer.write(pixels, from, { size, flipped: false, brightness: 1, normalization: plain }, into, size.width);
      const levels = resizePixels(pixels, from, size);
      expect(into.findIndex((level, i) => level !== levels[i])).toBe(-1);
    }
  });

  it('refuses pixels of another size', () => {
    const change = { size: { height: 1, width: 1 }, flipped: false, brightness: 1, normalization: plain };
    expect(() => {
      writer.write(new Uint8Array(5), { height: 1, width: 2 }, change, new Float32Array(3), 1);
    }).toThrow('PictureWriter: pixels must be height · width · 3 = 6 long, but is [5].');
  });
});
