import { kernelBinary } from './binary.js';

let bytes: Uint8Array<ArrayBuffer> | undefined;
let compiled: WebAssembly.Module | undefined;

/** @returns whether this machine can run the kernels, which need WebAssembly with SIMD */
export function canRunKernels(): boolean {
  return typeof WebAssembly === 'object' && WebAssembly.validate(kernelBytes());
}

/** @returns the kernel module, compiled once */
export function kernelModule(): WebAssembly.Module {
  return (compiled ??= new WebAssembly.Module(kernelBytes()));
}

function kernelBytes(): Uint8Array<ArrayBuffer> {
  return (bytes ??= Uint8Array.from(atob(kernelBinary), (letter) => letter.charCodeAt(0)));
}
