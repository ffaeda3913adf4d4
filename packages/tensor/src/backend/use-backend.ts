import { UserError } from '@ecm/core';

import { registerGradients } from '../kernels/gradients.js';
import { tf } from '../tf.js';
import type { Backend } from './backend.js';
import { knownBackends } from './registry.js';

const registered = new Map<Backend, Promise<void>>();

/**
 * Makes a backend the current one.
 *
 * @param name `auto` (the best that this machine can run) or the name of a registered backend, e.g. `wasm`, `cpu`
 * @returns the name of the backend in use
 * @throws UserError if the name is unknown, or the backend cannot run here
 */
export async function useBackend(name: string): Promise<{ readonly name: string }> {
  const backend = name === 'auto' ? await bestBackend() : namedBackend(name);
  if (!(await backend.isAvailable())) throw new UserError(`Backend "${name}" cannot run on this machine. Use "auto".`);
  // tfjs prints an advertisement for another backend otherwise.
  tf.env().set('PROD', true);
  if (registered.size === 0) registerGradients();
  let registration = registered.get(backend);
  if (registration === undefined) {
    registration = backend.register();
    registered.set(backend, registration);
  }
  await registration;
  if (!(await tf.setBackend(backend.name))) throw new UserError(`Backend "${backend.name}" did not start. Use "auto".`);
  return { name: backend.name };
}

function namedBackend(name: string): Backend {
  const found = knownBackends().find((backend) => backend.name === name);
  if (found === undefined) {
    const known = ['auto', ...knownBackends().map((backend) => backend.name)].join(', ');
    throw new UserError(`There is no backend "${name}". Known: ${known}.`);
  }
  return found;
}

async function bestBackend(): Promise<Backend> {
  for (const backend of knownBackends()) if (await backend.isAvailable()) return backend;
  throw new UserError('No tensor backend can run on this machine.');
}
