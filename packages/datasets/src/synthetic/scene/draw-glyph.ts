import type { GlyphImage, GlyphLevel } from '../glyphs/glyph-image.js';
import type { GlyphPose } from './glyph-pose.js';
import { type Patch, patchOf } from './patch.js';

/** Position of the samples inside a pixel, along each axis: a quarter before and behind its centre. */
const sampleOffset = 0.25;
const samples = 4;

/** The map from pixels of a patch to pixels of a glyph's level: level = column · x + row · y + origin. */
interface InverseMap {
  readonly level: GlyphLevel;
  readonly columnX: number;
  readonly columnY: number;
  readonly rowX: number;
  readonly rowY: number;
  readonly originX: number;
  readonly originY: number;
}

/**
 * Draws a glyph at a pose: for four points of each pixel the inverse map into the glyph, bilinear there, averaged.
 *
 * @returns a patch just large enough for the rotated glyph
 */
export function drawGlyph(glyph: GlyphImage, pose: GlyphPose): Patch {
  const full = glyph.levels[0];
  const scale = pose.size / Math.max(full.width, full.height);
  const stretch = Math.sqrt(pose.aspect);
  const drawnWidth = full.width * scale * stretch;
  const drawnHeight = (full.height * scale) / stretch;
  const width = Math.ceil(Math.abs(drawnWidth * pose.cosine) + Math.abs(drawnHeight * pose.sine)) + 2;
  const height = Math.ceil(Math.abs(drawnWidth * pose.sine) + Math.abs(drawnHeight * pose.cosine)) + 2;
  const map = inverseMap(glyph, pose, { width, height, drawnWidth, drawnHeight });
  const pixels = new Float32Array(width * height * 4);
  const sum = new Float64Array(4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      sum.fill(0);
      for (let sample = 0; sample < samples; sample++) {
        const u = x + 0.5 + ((sample & 1) === 0 ? -sampleOffset : sampleOffset);
        const v = y + 0.5 + ((sample & 2) === 0 ? -sampleOffset : sampleOffset);
        addBilinear(map.level, map.columnX * u + map.rowX * v + map.originX, map.columnY * u + map.rowY * v + map.originY, sum);
      }
      if (sum[3] > 0) writePixel(pixels, (y * width + x) * 4, sum, pose.gains);
    }
  }
  return patchOf(pixels, width, height);
}

function inverseMap(
  { levels }: GlyphImage,
  { size, cosine, sine, flipped }: GlyphPose,
  patch: { readonly width: number; readonly height: number; readonly drawnWidth: number; readonly drawnHeight: number },
): InverseMap {
  // The coarsest level that still has a pixel for each drawn pixel.
  const index = Math.max(
    0,
    levels.findLastIndex(({ width, height }) => Math.max(width, height) >= size),
  );
  const fullWidth = levels[0].width / 2 ** index;
  const fullHeight = levels[0].height / 2 ** index;
  const scaleX = ((flipped ? -1 : 1) * fullWidth) / patch.drawnWidth;
  const scaleY = fullHeight / patch.drawnHeight;
  const [columnX, rowX, columnY, rowY] = [cosine * scaleX, sine * scaleX, -sine * scaleY, cosine * scaleY];
  return {
    level: levels[index],
    ...{ columnX, rowX, columnY, rowY },
    // Centre goes to centre; half a pixel less, because pixel i of a level has its centre at i + 0.5.
    originX: (fullWidth - columnX * patch.width - rowX * patch.height) / 2 - 0.5,
    originY: (fullHeight - columnY * patch.width - rowY * patch.height) / 2 - 0.5,
  };
}

/** Adds the level's value at a point to `sum`; pixel centres are at whole numbers, outside is transparent. */
function addBilinear({ width, height, pixels }: GlyphLevel, x: number, y: number, sum: Float64Array): void {
  const left = Math.floor(x);
  const top = Math.floor(y);
  if (left < -1 || top < -1 || left >= width || top >= height) return;
  for (let corner = 0; corner < 4; corner++) {
    const column = left + (corner & 1);
    const row = top + (corner >> 1);
    if (column < 0 || column >= width || row < 0 || row >= height) continue;
    const weightX = (corner & 1) === 0 ? 1 - (x - left) : x - left;
    const weight = weightX * (corner >> 1 === 0 ? 1 - (y - top) : y - top);
    const source = (row * width + column) * 4;
    sum[0] += weight * pixels[source];
    sum[1] += weight * pixels[source + 1];
    sum[2] += weight * pixels[source + 2];
    sum[3] += weight * pixels[source + 3];
  }
}

function writePixel(pixels: Float32Array, at: number, sum: Float64Array, gains: GlyphPose['gains']): void {
  const alpha = sum[3] / samples;
  // A premultiplied colour cannot exceed its alpha.
  for (let channel = 0; channel < 3; channel++) pixels[at + channel] = Math.min(alpha, (sum[channel] / samples) * gains[channel]);
  pixels[at + 3] = alpha / 255;
}
