import type { Colour } from './raster.js';

/**
 * A colour for each class: hues a golden section of the circle apart, so that neighbouring labels look different, in three
 * brightnesses.
 */
export function classColour(label: number): Colour {
  const hue = (label * 0.618033988749895 + 0.02) % 1;
  const value = [1, 0.82, 0.92][label % 3];
  const saturation = [0.85, 0.95, 0.6][Math.floor(label / 3) % 3];
  const channel = (offset: number): number => {
    const k = (offset + hue * 6) % 6;
    return Math.round(255 * value * (1 - saturation * Math.max(0, Math.min(k, 4 - k, 1))));
  };
  return [channel(5), channel(3), channel(1)];
}

/** Black or white, whichever is easier to read on a colour. */
export function readableOn([red, green, blue]: Colour): Colour {
  return 0.299 * red + 0.587 * green + 0.114 * blue > 140 ? [0, 0, 0] : [255, 255, 255];
}
