import { kernelModule } from '../../kernel-module.js';
import { kernelBinary } from './binary.js';

/** The module that scans records; it needs WebAssembly's vectors. */
export const scannerModule = kernelModule(kernelBinary);
