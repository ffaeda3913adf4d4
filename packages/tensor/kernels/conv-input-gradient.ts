import { allocate, free } from './heap';
import { pack, packedBytes } from './pack';
import { RUN } from './tile';
import { slide, surround } from './window';

/**
 * Gradient of a convolution by its input. Input cells of the same phase (position modulo stride) see the same taps at the same
 * offsets in the output gradient, so each phase is a convolution of its own, with the flipped kernel and stride 1.
 */
export function convInputGradient(
  dy: usize,
  filter: usize,
  dx: usize,
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
  const taps = kernelHeight * kernelWidth;
  const packed = allocate(packedBytes(taps * outputs, inputs));
  const runs = allocate(<usize>taps * RUN);
  // Rows of dy that any input row reaches: −before … outHeight − 1 + after; columns alike.
  const before = max(0, -floorDivide(top - (kernelHeight - 1) * dilation, stride));
  const after = max(0, floorDivide(height - 1 + top, stride) - outHeight + 1);
  const beforeX = max(0, -floorDivide(left - (kernelWidth - 1) * dilation, stride));
  const afterX = max(0, floorDivide(width - 1 + left, stride) - outWidth + 1);
  const mapHeight = before + outHeight + after;
  const mapWidth = beforeX + outWidth + afterX;
  const direct = before == 0 && beforeX == 0 && after == 0 && afterX == 0;
  let padded: usize = 0;
  if (!direct) padded = allocate((<usize>mapHeight * <usize>mapWidth * <usize>outputs) << 2);
  const gradientBytes = (<usize>outHeight * <usize>outWidth * <usize>outputs) << 2;
  const cell = (<usize>inputs) << 2;
  const imageBytes = <usize>height * <usize>width * cell;
  for (let phaseY = 0; phaseY < min(stride, height); phaseY++) {
    for (let phaseX = 0; phaseX < min(stride, width); phaseX++) {
      const first = dx + (<usize>phaseY * <usize>width + <usize>phaseX) * cell;
      const rows = (height - phaseY + stride - 1) / stride;
      const columns = (width - phaseX + stride - 1) / stride;
      const used = phaseTaps(kernelHeight, dilation, top + phaseY, stride) * phaseTaps(kernelWidth, dilation, left + phaseX, stride);
      const k = used * outputs;
      let runCount = 0;
      let at = 0;
      // Taps from last to first: their offsets in dy ascend, and neighbours become one run.
      let lastEnd: u32 = 0;
      for (let i = kernelHeight - 1; i >= 0; i--) {
        const reachY = top + phaseY - i * dilation;
        if (reachY - floorDivide(reachY, stride) * stride != 0) continue;
        for (let j = kernelWidth - 1; j >= 0; j--) {
          const reachX = left + phaseX - j * dilation;
          if (reachX - floorDivide(reachX, stride) * stride != 0) continue;
          const row = floorDivide(reachY, stride) + before;
          const column = floorDivide(reachX, stride) + beforeX;
          const offset = (<u32>(row * mapWidth + column) * <u32>outputs) << 2;
          if (runCount > 0 && offset == lastEnd) {
            const run = runs + <usize>(runCount - 1) * RUN;
            store<u32>(run, load<u32>(run, 4) + ((<u32>outputs) << 2), 4);
          } else {
            const run = runs + <usize>runCount * RUN;
            store<u32>(run, offset);
            store<u32>(run, (<u32>outputs) << 2, 4);
            runCount++;
          }
          lastEnd = offset + ((<u32>outputs) << 2);
          const tap = filter + ((<usize>(i * kernelWidth + j) * <usize>inputs * <usize>outputs) << 2);
          pack(tap, 1, outputs, outputs, inputs, packed + ((<usize>(at * outputs)) << 5), (<usize>k) << 5);
          at++;
        }
      }
      for (let n = 0; n < batch; n++) {
        const image = dy + <usize>n * gradientBytes;
        if (!direct) surround(image, outHeight, outWidth, outputs, padded, mapHeight, mapWidth, before, beforeX);
        slide(
          direct ? image : padded,
          mapWidth,
          outputs,
          1,
          runs,
          runCount,
          k,
          packed,
          inputs,
          0,
          false,
          first + <usize>n * imageBytes,
          rows,
          columns,
          <usize>stride * <usize>width * cell,
          <usize>stride * cell,
        );
      }
    }
  }
  if (!direct) free(padded);
  free(runs);
  free(packed);
}

/** Number of taps of one axis that meet a multiple of the stride. */
function phaseTaps(kernel: i32, dilation: i32, reach: i32, stride: i32): i32 {
  let count = 0;
  for (let i = 0; i < kernel; i++) {
    const at = reach - i * dilation;
    if (at - floorDivide(at, stride) * stride == 0) count++;
  }
  return count;
}

function floorDivide(a: i32, b: i32): i32 {
  return a >= 0 ? a / b : -((b - 1 - a) / b);
}
