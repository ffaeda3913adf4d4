/**
 * The one tfjs namespace of the toolbox. Every other package takes it from here, so that there is one engine with one set of
 * backends: Node resolves the CommonJS build and bundlers the ESM build, and in both the wasm backend shares its core.
 *
 * Importing tfjs registers flags, gradients and the cpu backend, so this file is listed under `sideEffects` in package.json:
 * a bundler would leave them out otherwise.
 */
export * as tf from '@tensorflow/tfjs';
