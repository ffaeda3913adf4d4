export { toChannelsFirst, toChannelsLast } from './formula/axis-order.js';
export type { FormulaImageSize } from './formula/formula-image.js';
export { formulaImage } from './formula/formula-image.js';
export { formulaParameter } from './formula/formula-parameter.js';
export type { FormulaTensor } from './formula/formula-tensor.js';
export { formulaTensor } from './formula/formula-tensor.js';
export { fnv1a, formulaUnits } from './formula/formula-units.js';
export type { TensorSummary } from './summary/tensor-summary.js';
export { differenceFromSummary, euclideanNorm, probeIndices } from './summary/tensor-summary.js';
