import type { Backend } from './backend.js';
import { cpuBackend } from './cpu-backend.js';
import { wasmBackend } from './wasm-backend.js';

const backends = new Map<string, Backend>([cpuBackend, wasmBackend].map((backend) => [backend.name, backend]));

/** Adds a backend, or replaces the one of the same name; `useBackend` finds it from then on. */
export function registerBackend(backend: Backend): void {
  backends.set(backend.name, backend);
}

/** @returns all known backends, best first */
export function knownBackends(): readonly Backend[] {
  return [...backends.values()].sort((a, b) => b.priority - a.priority);
}
