export { gradientsOf } from './gradients-of.js';
export type { ValueAndGradients } from './value-and-gradients.js';
export { valueAndGradients } from './value-and-gradients.js';
