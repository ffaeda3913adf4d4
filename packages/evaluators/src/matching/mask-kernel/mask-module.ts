import { kernelModule } from '../../kernel-module.js';
import { kernelBinary } from './binary.js';

/** The module that makes and compares masks. */
export const maskModule = kernelModule(kernelBinary);
