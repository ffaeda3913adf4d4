import type * as TfjsWasm from '@tensorflow/tfjs-backend-wasm';
import { expect, it, vi } from 'vitest';

import { locateWasmFiles, wasmBackend } from './wasm-backend.js';

const located = vi.hoisted(() => [] as unknown[]);
vi.mock('@tensorflow/tfjs-backend-wasm', async (importOriginal) => ({
  ...(await importOriginal<typeof TfjsWasm>()),
  setWasmPaths: (path: unknown) => located.push(path),
}));

it('tells tfjs where a page keeps the wasm files', async () => {
  locateWasmFiles('/assets/');
  await wasmBackend.register();
  expect(located).toEqual(['/assets/']);
});
