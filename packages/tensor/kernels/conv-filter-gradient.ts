import { windowRuns } from './conv-forward';
import { allocate, free } from './heap';
import { addOuterProducts, packRight, rightBytes } from './outer';
import { RUN } from './tile';
import { surround } from './window';

/** Output positions per block: their windows and gradients stay in the cache while all parts of the filter pass. */
const BLOCK = 128;

/** Gradient of a convolution by its filter, written to `dw` [kernelHeight, kernelWidth, inputs, outputs]. */
export function convFilterGradient(
  x: usize,
  dy: usize,
  dw: usize,
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
): void {
  memory.fill(dw, 0, (<usize>(kernelHeight * kernelWidth) * <usize>inputs * <usize>outputs) << 2);
  const mapHeight = (outHeight - 1) * stride + (kernelHeight - 1) * dilation + 1;
  const mapWidth = (outWidth - 1) * stride + (kernelWidth - 1) * dilation + 1;
  const direct = top == 0 && left == 0 && mapHeight <= height && mapWidth <= width;
  const rowCells = direct ? width : mapWidth;
  // The inner kernel reads up to three floats beyond a window.
  let padded: usize = 0;
  if (!direct) padded = allocate(((<usize>mapHeight * <usize>mapWidth * <usize>inputs) << 2) + 16);
  const blockRows = max(1, BLOCK / outWidth);
  const right = allocate(rightBytes(min(blockRows, outHeight) * outWidth, outputs));
  const runs = allocate(<usize>(kernelHeight * kernelWidth) * RUN);
  const runCount = windowRuns(runs, kernelHeight, kernelWidth, dilation, rowCells, inputs);
  const mapBytes = (<usize>height * <usize>width * <usize>inputs) << 2;
  const gradientRow = (<usize>outWidth * <usize>outputs) << 2;
  const leftColumn = (<usize>stride * <usize>inputs) << 2;
  const leftRow = leftColumn * <usize>rowCells;
  for (let n = 0; n < batch; n++) {
    const image = x + <usize>n * mapBytes;
    if (!direct) surround(image, height, width, inputs, padded, mapHeight, mapWidth, top, left);
    const map = direct ? image : padded;
    for (let y = 0; y < outHeight; y += blockRows) {
      const rows = min(blockRows, outHeight - y);
      packRight(dy, rows * outWidth, outputs, right);
      dy += <usize>rows * gradientRow;
      const block = map + <usize>y * leftRow;
      let part = dw;
      for (let run = 0; run < runCount; run++) {
        const window = runs + <usize>run * RUN;
        const length = <i32>(load<u32>(window, 4) >> 2);
        addOuterProducts(block + load<u32>(window), leftRow, leftColumn, right, rows, outWidth, part, length, outputs);
        part += (<usize>length * <usize>outputs) << 2;
      }
    }
  }
  free(runs);
  free(right);
  if (!direct) free(padded);
}
