/**
 * Makes a function that compiles a kernel when it is first asked for, and once.
 *
 * @param binary the module, base64
 * @returns the module; undefined on machines without WebAssembly, or without what the module needs of it
 */
export function kernelModule(binary: string): () => WebAssembly.Module | undefined {
  let compiled: WebAssembly.Module | undefined;
  let isTried = false;
  return () => {
    if (!isTried && typeof WebAssembly === 'object') {
      const bytes = Uint8Array.from(atob(binary), (letter) => letter.charCodeAt(0));
      if (WebAssembly.validate(bytes)) compiled = new WebAssembly.Module(bytes);
    }
    isTried = true;
    return compiled;
  };
}
