import { windowRuns } from './conv-forward';
import { allocate, free } from './heap';
import { addOuterProducts, widen } from './outer';
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
  const padded = direct ? 0 : allocate(((<usize>mapHeight * <usize>mapWidth * <usize>inputs) << 2) + 16);
  const positions = outHeight * outWidth;
  const gradientCell = (<usize>((outputs + 7) & ~7)) << 2;
  const wide = (outputs & 7) == 0 ? 0 : allocate(<usize>positions * gradientCell);
  const runs = allocate(<usize>(kernelHeight * kernelWidth) * RUN);
  const runCount = windowRuns(runs, kernelHeight, kernelWidth, dilation, rowCells, inputs);
  const mapBytes = (<usize>height * <usize>width * <usize>inputs) << 2;
  const gradientBytes = (<usize>positions * <usize>outputs) << 2;
  const leftColumn = (<usize>stride * <usize>inputs) << 2;
  const leftRow = leftColumn * <usize>rowCells;
  const rightRow = <usize>outWidth * gradientCell;
  const blockRows = max(1, BLOCK / outWidth);
  for (let n = 0; n < batch; n++) {
    const image = x + <usize>n * mapBytes;
    if (!direct) surround(image, height, width, inputs, padded, mapHeight, mapWidth, top, left);
    const map = direct ? image : padded;
    const gradient = dy + <usize>n * gradientBytes;
    if (wide != 0) widen(gradient, wide, positions, outputs);
    const upstream = wide != 0 ? wide : gradient;
    for (let y = 0; y < outHeight; y += blockRows) {
      addBlock(
        map + <usize>y * leftRow,
        leftRow,
        leftColumn,
        upstream + <usize>y * rightRow,
        rightRow,
        gradientCell,
        min(blockRows, outHeight - y),
        outWidth,
        runs,
        runCount,
        dw,
        outputs,
      );
    }
  }
  free(runs);
  if (wide != 0) free(wide);
  if (!direct) free(padded);
}

/** Adds what a block of output rows gives to all parts of the filter. */
export function addBlock(
  left: usize,
  leftRow: usize,
  leftColumn: usize,
  right: usize,
  rightRow: usize,
  rightColumn: usize,
  rows: i32,
  columns: i32,
  runs: usize,
  runCount: i32,
  result: usize,
  outputs: i32,
): void {
  const resultRow = (<usize>outputs) << 2;
  for (let run = 0; run < runCount; run++) {
    const window = left + load<u32>(runs);
    const length = <i32>(load<u32>(runs, 4) >> 2);
    runs += RUN;
    for (let i = 0; i < length; i += 4) {
      for (let j = 0; j < outputs; j += 8) {
        addOuterProducts(
          window + ((<usize>i) << 2),
          leftRow,
          leftColumn,
          right + ((<usize>j) << 2),
          rightRow,
          rightColumn,
          rows,
          columns,
          result + (<usize>i * resultRow + ((<usize>j) << 2)),
          resultRow,
          min(4, length - i),
          min(8, outputs - j),
        );
      }
    }
    result += <usize>length * resultRow;
  }
}
