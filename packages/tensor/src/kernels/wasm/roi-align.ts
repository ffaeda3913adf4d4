import { defineWasmKernel } from './define.js';

interface RoiAlignAttributes {
  readonly rois: Float32Array;
  readonly outputHeight: number;
  readonly outputWidth: number;
  readonly scale: number;
  readonly samplingRatio: number;
}

/** Registers RoIAlign and its gradient. */
export function registerRoiAlignKernels(): void {
  // features; rois, … → y
  defineWasmKernel<RoiAlignAttributes>('roiAlign', (heap, { features }, at) => {
    const [, height, width, channels] = features.shape;
    const count = at.rois.length / 5;
    const y = heap.output([count, at.outputHeight, at.outputWidth, channels]);
    const sizes = [count, height, width, channels, at.outputHeight, at.outputWidth, at.scale, at.samplingRatio];
    heap.withCopy(at.rois, (rois) => {
      heap.call('roiAlignForward', heap.address(features), rois, heap.address(y), ...sizes);
    });
    return y;
  });
  // dy; images, height, width, rois, … → gradient of the features
  defineWasmKernel<RoiAlignAttributes & { readonly images: number; readonly height: number; readonly width: number }>(
    'roiAlignGradient',
    (heap, { dy }, at) => {
      const channels = dy.shape[3];
      const result = heap.output([at.images, at.height, at.width, channels]);
      heap.clear(result);
      const sizes = [dy.shape[0], at.height, at.width, channels, at.outputHeight, at.outputWidth, at.scale, at.samplingRatio];
      heap.withCopy(at.rois, (rois) => {
        heap.call('roiAlignBackward', heap.address(result), rois, heap.address(dy), ...sizes);
      });
      return result;
    },
  );
}
