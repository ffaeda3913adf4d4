import { registerCpuKernels } from '../kernels/cpu/register.js';
import type { Backend } from './backend.js';

/** Plain JavaScript; comes with tfjs, slow, runs everywhere. */
export const cpuBackend: Backend = {
  name: 'cpu',
  priority: 0,
  isAvailable: () => Promise.resolve(true),
  register: () => {
    registerCpuKernels();
    return Promise.resolve();
  },
};
