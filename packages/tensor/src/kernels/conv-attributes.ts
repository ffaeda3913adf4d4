import type { ConvGeometry } from '../ops/conv-geometry.js';

/** Attributes of the convolution kernels: the geometry, flat. */
export type ConvAttributes = Omit<ConvGeometry, 'padding'> & { readonly top: number; readonly left: number; readonly relu?: boolean };
