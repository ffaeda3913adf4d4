import { registerConvKernels } from './conv.js';
import { registerGroupNormKernels } from './group-norm.js';
import { registerIdentityKernel } from './identity.js';
import { registerMatMulKernels } from './matmul.js';
import { registerMaxPoolKernels } from './max-pool.js';
import { registerReductionKernels } from './reductions.js';
import { registerRoiAlignKernels } from './roi-align.js';
import { registerRowKernels } from './rows.js';

/** Registers all kernels of this package for tfjs's wasm backend, whose own kernels are registered already. */
export function registerWasmKernels(): void {
  registerConvKernels();
  registerGroupNormKernels();
  registerIdentityKernel();
  registerMatMulKernels();
  registerMaxPoolKernels();
  registerReductionKernels();
  registerRoiAlignKernels();
  registerRowKernels();
}
