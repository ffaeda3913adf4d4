import { kernelBinary } from './binary.js';

let compiled: WebAssembly.Module | undefined;

/** @returns the module that makes and compares masks, compiled once; undefined on machines without WebAssembly */
export function maskModule(): WebAssembly.Module | undefined {
  if (compiled === undefined && typeof WebAssembly === 'object') {
    compiled = new WebAssembly.Module(Uint8Array.from(atob(kernelBinary), (letter) => letter.charCodeAt(0)));
  }
  return compiled;
}
