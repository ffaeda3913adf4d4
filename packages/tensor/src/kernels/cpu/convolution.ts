import type { ConvAttributes } from '../conv-attributes.js';

/**
 * Visits every tap that lies inside the input.
 *
 * @param use gets the first element of an input cell, of a tap's [inputs, outputs] part of the filter, and of an output cell
 */
function visitTaps(at: ConvAttributes, use: (cell: number, tap: number, out: number) => void): void {
  for (let n = 0; n < at.batch; n++) {
    for (let oy = 0; oy < at.outHeight; oy++) {
      for (let ox = 0; ox < at.outWidth; ox++) {
        const out = ((n * at.outHeight + oy) * at.outWidth + ox) * at.outputs;
        for (let i = 0; i < at.kernelHeight; i++) {
          const y = oy * at.stride - at.top + i * at.dilation;
          if (y < 0 || y >= at.height) continue;
          for (let j = 0; j < at.kernelWidth; j++) {
            const x = ox * at.stride - at.left + j * at.dilation;
            if (x < 0 || x >= at.width) continue;
            use(((n * at.height + y) * at.width + x) * at.inputs, (i * at.kernelWidth + j) * at.inputs * at.outputs, out);
          }
        }
      }
    }
  }
}

/** Convolution by its definition; sums in float32. @returns [batch, outHeight, outWidth, outputs] */
export function convolve(x: Float32Array, filter: Float32Array, bias: Float32Array | undefined, at: ConvAttributes): Float32Array {
  const { inputs, outputs } = at;
  const y = new Float32Array(at.batch * at.outHeight * at.outWidth * outputs);
  if (bias !== undefined) for (let out = 0; out < y.length; out += outputs) y.set(bias, out);
  visitTaps(at, (cell, tap, out) => {
    for (let i = 0, w = tap; i < inputs; i++) {
      const value = x[cell + i];
      for (let o = 0; o < outputs; o++, w++) y[out + o] += value * filter[w];
    }
  });
  // A comparison and not Math.max keeps NaN.
  if (at.relu === true) for (let i = 0; i < y.length; i++) if (y[i] < 0) y[i] = 0;
  return y;
}

/** Gradient of `convolve` by x. */
export function inputGradient(dy: Float32Array, filter: Float32Array, at: ConvAttributes): Float32Array {
  const { inputs, outputs } = at;
  const dx = new Float32Array(at.batch * at.height * at.width * inputs);
  visitTaps(at, (cell, tap, out) => {
    for (let i = 0, w = tap; i < inputs; i++) {
      let sum = 0;
      for (let o = 0; o < outputs; o++, w++) sum += dy[out + o] * filter[w];
      dx[cell + i] += sum;
    }
  });
  return dx;
}

/** Gradient of `convolve` by the filter. */
export function filterGradient(x: Float32Array, dy: Float32Array, at: ConvAttributes): Float32Array {
  const { inputs, outputs } = at;
  const dw = new Float32Array(at.kernelHeight * at.kernelWidth * inputs * outputs);
  visitTaps(at, (cell, tap, out) => {
    for (let i = 0, w = tap; i < inputs; i++) {
      const value = x[cell + i];
      for (let o = 0; o < outputs; o++, w++) dw[w] += value * dy[out + o];
    }
  });
  return dw;
}
