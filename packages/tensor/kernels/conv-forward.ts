import { allocate, free } from './heap';
import { pack, packedBytes } from './pack';
import { RUN } from './tile';
import { slide, surround } from './window';

/**
 * Convolution of maps [batch, height, width, inputs] with a filter [kernelHeight, kernelWidth, inputs, outputs].
 *
 * @param bias address of `outputs` floats, or 0
 * @param relu whether negative results become 0
 */
export function convForward(
  x: usize,
  filter: usize,
  bias: usize,
  y: usize,
  batch: i32,
  height: i32,
  width: i32,
  inputs: i32,
  outputs: i32,
  kernelHeight: i32,
  kernelWidth: i32,
  stride: i32,
  dilation: i32,
  top: i32,
  left: i32,
  outHeight: i32,
  outWidth: i32,
  relu: bool,
): void {
  const k = kernelHeight * kernelWidth * inputs;
  const packed = allocate(packedBytes(k, outputs));
  pack(filter, outputs, 1, k, outputs, packed, (<usize>k) << 5);
  const shift = paddedBias(bias, outputs);
  // The cells that windows touch.
  const mapHeight = (outHeight - 1) * stride + (kernelHeight - 1) * dilation + 1;
  const mapWidth = (outWidth - 1) * stride + (kernelWidth - 1) * dilation + 1;
  const direct = top == 0 && left == 0 && mapHeight <= height && mapWidth <= width;
  const rowCells = direct ? width : mapWidth;
  let padded: usize = 0;
  if (!direct) padded = allocate((<usize>mapHeight * <usize>mapWidth * <usize>inputs) << 2);
  const runs = allocate(<usize>(kernelHeight * kernelWidth) * RUN);
  const runCount = windowRuns(runs, kernelHeight, kernelWidth, dilation, rowCells, inputs);
  const mapBytes = (<usize>height * <usize>width * <usize>inputs) << 2;
  const resultCell = (<usize>outputs) << 2;
  for (let n = 0; n < batch; n++) {
    const image = x + <usize>n * mapBytes;
    if (!direct) surround(image, height, width, inputs, padded, mapHeight, mapWidth, top, left);
    slide(
      direct ? image : padded,
      rowCells,
      inputs,
      stride,
      runs,
      runCount,
      k,
      packed,
      outputs,
      shift,
      relu,
      y + <usize>n * <usize>outHeight * <usize>outWidth * resultCell,
      outHeight,
      outWidth,
      <usize>outWidth * resultCell,
      resultCell,
    );
  }
  free(runs);
  if (!direct) free(padded);
  if (shift != 0) free(shift);
  free(packed);
}

/** Writes the window's run list; without dilation a kernel row is one run. @returns number of runs */
export function windowRuns(runs: usize, kernelHeight: i32, kernelWidth: i32, dilation: i32, rowCells: i32, inputs: i32): i32 {
  const merged = dilation == 1 || kernelWidth == 1;
  const perRow = merged ? 1 : kernelWidth;
  const length = (merged ? kernelWidth * inputs : inputs) << 2;
  for (let i = 0; i < kernelHeight; i++) {
    for (let j = 0; j < perRow; j++) {
      store<u32>(runs, (<u32>((i * rowCells + j) * dilation) * <u32>inputs) << 2);
      store<u32>(runs, length, 4);
      runs += RUN;
    }
  }
  return kernelHeight * perRow;
}

/** Copies a bias to whole panels. @returns its address, 0 for none */
export function paddedBias(bias: usize, outputs: i32): usize {
  if (bias == 0) return 0;
  const bytes = (<usize>outputs) << 2;
  const whole = (bytes + 31) & ~31;
  const copy = allocate(whole);
  memory.fill(copy, 0, whole);
  memory.copy(copy, bias, bytes);
  return copy;
}
