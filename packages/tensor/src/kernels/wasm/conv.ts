import type { ConvAttributes } from '../conv-attributes.js';
import { defineWasmKernel } from './define.js';

/** Registers the convolution and its gradients. */
export function registerConvKernels(): void {
  // x, filter, bias? → y
  defineWasmKernel<ConvAttributes>('convForward', (heap, inputs, at) => {
    const y = heap.output([at.batch, at.outHeight, at.outWidth, at.outputs]);
    const bias = 'bias' in inputs ? heap.address(inputs['bias']) : 0;
    const [x, filter] = [heap.address(inputs['x']), heap.address(inputs['filter'])];
    heap.call('convForward', x, filter, bias, heap.address(y), ...sizes(at), at.relu === true);
    return y;
  });
  // dy, filter → dx
  defineWasmKernel<ConvAttributes>('convInputGradient', (heap, { dy, filter }, at) => {
    const dx = heap.output([at.batch, at.height, at.width, at.inputs]);
    heap.call('convInputGradient', heap.address(dy), heap.address(filter), heap.address(dx), ...sizes(at));
    return dx;
  });
  // x, dy → dw
  defineWasmKernel<ConvAttributes>('convFilterGradient', (heap, { x, dy }, at) => {
    const dw = heap.output([at.kernelHeight, at.kernelWidth, at.inputs, at.outputs]);
    heap.call('convFilterGradient', heap.address(x), heap.address(dy), heap.address(dw), ...sizes(at));
    return dw;
  });
}

function sizes(at: ConvAttributes): number[] {
  const { batch, height, width, inputs, outputs, kernelHeight, kernelWidth, stride, dilation, top, left, outHeight, outWidth } = at;
  return [batch, height, width, inputs, outputs, kernelHeight, kernelWidth, stride, dilation, top, left, outHeight, outWidth];
}
