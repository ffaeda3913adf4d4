import { kernelBinary } from './binary.js';

let compiled: WebAssembly.Module | undefined;
let isSupported: boolean | undefined;

/** @returns the scanner module, compiled once; undefined on machines without WebAssembly's vectors */
export function scannerModule(): WebAssembly.Module | undefined {
  if (isSupported === undefined) {
    const bytes = Uint8Array.from(atob(kernelBinary), (letter) => letter.charCodeAt(0));
    isSupported = WebAssembly.validate(bytes);
    if (isSupported) compiled = new WebAssembly.Module(bytes);
  }
  return compiled;
}
