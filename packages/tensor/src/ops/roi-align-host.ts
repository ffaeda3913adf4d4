import type { RoiAlignOptions } from './roi-align.js';

/** Sizes of a feature map. */
export interface MapShape {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** Positions and weights of one axis of one RoI: for each bin and sample two cells and their weights; weight 0 outside. */
interface Axis {
  readonly samples: number;
  readonly low: Int32Array;
  readonly high: Int32Array;
  readonly lowWeight: Float64Array;
  readonly highWeight: Float64Array;
}

/** RoIAlign on typed arrays; sample counts in float32 as the reference does. */
export function alignForward(features: Float32Array, map: MapShape, rois: Float32Array, options: RoiAlignOptions): Float32Array {
  const { channels } = map;
  const result = new Float32Array((rois.length / 5) * options.outputHeight * options.outputWidth * channels);
  visit(map, rois, options, (bin, cell, weight) => {
    for (let c = 0; c < channels; c++) result[bin + c] += weight * features[cell + c];
  });
  return result;
}

/** Gradient of `alignForward` by the features. */
export function alignBackward(
  upstream: Float32Array,
  images: number,
  map: MapShape,
  rois: Float32Array,
  options: RoiAlignOptions,
): Float32Array {
  const { channels } = map;
  const result = new Float32Array(images * map.height * map.width * channels);
  visit(map, rois, options, (bin, cell, weight) => {
    for (let c = 0; c < channels; c++) result[cell + c] += weight * upstream[bin + c];
  });
  return result;
}

/** Calls `use` for each bin, sample and neighbouring cell with the weight of the cell in the bin's mean. */
function visit(
  { height, width, channels }: MapShape,
  rois: Float32Array,
  { outputHeight, outputWidth, scale, samplingRatio }: RoiAlignOptions,
  use: (bin: number, cell: number, weight: number) => void,
): void {
  for (let r = 0; r < rois.length / 5; r++) {
    const y = axis(rois[r * 5 + 2], rois[r * 5 + 4], scale, outputHeight, samplingRatio, height);
    const x = axis(rois[r * 5 + 1], rois[r * 5 + 3], scale, outputWidth, samplingRatio, width);
    const image = rois[r * 5] * height * width;
    const count = Math.max(y.samples * x.samples, 1);
    for (let i = 0; i < outputHeight * y.samples; i++) {
      const row = r * outputHeight + Math.floor(i / y.samples);
      for (let j = 0; j < outputWidth * x.samples; j++) {
        const bin = (row * outputWidth + Math.floor(j / x.samples)) * channels;
        for (const [yy, wy] of [
          [y.low[i], y.lowWeight[i]],
          [y.high[i], y.highWeight[i]],
        ]) {
          for (const [xx, wx] of [
            [x.low[j], x.lowWeight[j]],
            [x.high[j], x.highWeight[j]],
          ]) {
            const weight = (wy * wx) / count;
            if (weight !== 0) use(bin, (image + yy * width + xx) * channels, weight);
          }
        }
      }
    }
  }
}

function axis(from: number, to: number, scale: number, bins: number, samplingRatio: number, cells: number): Axis {
  const start = Math.fround(Math.fround(from * Math.fround(scale)) - 0.5);
  const end = Math.fround(Math.fround(to * Math.fround(scale)) - 0.5);
  const size = Math.fround(Math.fround(end - start) / bins);
  const samples = samplingRatio > 0 ? samplingRatio : Math.max(Math.ceil(size), 0);
  const count = bins * samples;
  const result = {
    samples,
    low: new Int32Array(count),
    high: new Int32Array(count),
    lowWeight: new Float64Array(count),
    highWeight: new Float64Array(count),
  };
  for (let i = 0; i < count; i++) {
    const bin = Math.floor(i / samples);
    const position = start + bin * size + ((i - bin * samples + 0.5) * size) / samples;
    if (position < -1 || position > cells) continue;
    const clamped = Math.max(position, 0);
    const low = Math.min(Math.floor(clamped), cells - 1);
    const share = low >= cells - 1 ? 0 : clamped - low;
    result.low[i] = low;
    result.high[i] = Math.min(low + 1, cells - 1);
    result.lowWeight[i] = 1 - share;
    result.highWeight[i] = share;
  }
  return result;
}
