import { fromHalf, toHalf } from '@ecm/core';

/** How features lie in the memory: float16 takes half the space and rounds to 11 significant bits. */
export type MemoryPrecision = 'float32' | 'float16';

/** A region in the memory. */
export interface RememberedRegion {
  /** Cut-out features [S · S · D]; uint16 holds the bits of float16 numbers. */
  readonly features: Float32Array | Uint16Array;
  /** Coded box change [4]. */
  readonly delta: Float32Array;
}

/** @param features are copied */
export function packFeatures(features: Float32Array, precision: MemoryPrecision): Float32Array | Uint16Array {
  return precision === 'float16' ? Uint16Array.from(features, toHalf) : features.slice();
}

export function unpackFeatures(features: Float32Array | Uint16Array): Float32Array {
  return features instanceof Float32Array ? features : Float32Array.from(features, fromHalf);
}
