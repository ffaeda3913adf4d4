import { kernelModule } from '../../kernel-module.js';
import { kernelBinary } from './binary.js';

/** The module that matches boxes. */
export const matcherModule = kernelModule(kernelBinary);
