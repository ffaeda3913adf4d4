import { defineWasmKernel } from './define.js';

/** Registers group normalisation and its gradient. */
export function registerGroupNormKernels(): void {
  // x, gamma, beta → y, mean [N, groups], 1 / standard deviation [N, groups]
  defineWasmKernel<{ readonly groups: number; readonly epsilon: number }>('groupNorm', (heap, { x, gamma, beta }, { groups, epsilon }) => {
    const [batch, height, width, channels] = x.shape;
    const outputs = [heap.output(x.shape), heap.output([batch, groups]), heap.output([batch, groups])];
    const addresses = [x, gamma, beta, ...outputs].map((tensor) => heap.address(tensor));
    heap.call('groupNormForward', ...addresses, batch, height * width, channels, groups, epsilon, false);
    return outputs;
  });
  // dy, x, gamma, mean, scale → dx, dGamma, dBeta
  defineWasmKernel<{ readonly groups: number }>('groupNormGradient', (heap, { dy, x, gamma, mean, scale }, { groups }) => {
    const [batch, height, width, channels] = x.shape;
    const outputs = [heap.output(x.shape), heap.output([channels]), heap.output([channels])];
    const addresses = [dy, x, gamma, mean, scale, ...outputs].map((tensor) => heap.address(tensor));
    heap.call('groupNormBackward', ...addresses, batch, height * width, channels, groups);
    return outputs;
  });
}
